/** The marks that stand where something personal stood. They hold no digit, Latin letter or @, so that masking twice changes nothing. */
export const MARK = {
  phone: '〔电话〕',
  identity: '〔证件号〕',
  card: '〔卡号〕',
  plate: '〔车牌〕',
  email: '〔邮箱〕',
  user: '@〔用户〕',
  account: '〔账号〕',
  address: '〔IP〕',
  name: '〔姓名〕',
  school: '〔学校〕',
  classroom: '〔班级〕',
  home: '〔住址〕',
} as const;

/** Nationally listed public numbers. They belong to an office or a utility, never to a person, and stay readable. */
const HOTLINES: ReadonlySet<string> = new Set(
  (
    '110 112 114 117 119 120 122 12110 12117 12119 12121 12122 12123 12305 12308 12309 12310 12313 12314 12315 12316 12317 12318 ' +
    '12319 12320 12321 12322 12324 12325 12326 12328 12329 12331 12333 12335 12336 12337 12338 12339 12340 12345 12348 ' +
    '12350 12351 12355 12356 12358 12361 12365 12366 12367 12368 12369 12370 12371 12377 12378 12379 12380 12381 12385 ' +
    '12386 12388 12389 12390 12391 12393 12395 12396 12398 10000 10010 10086 10099 11183 11185 12306'
  ).split(' '),
);

/** True for a public hotline or a service number: 95xxx, 96xxx(x), 400 and 800 lines. Takes plain digits. */
export function isHotline(digits: string): boolean {
  return HOTLINES.has(digits) || /^(?:9[56]\d{3,4}|[48]00\d{7})$/.test(digits);
}
