/** What must never be found again, of each shape, with a number of its own so that a find tells the field. */
export type Seeded = { readonly text: string; readonly needles: readonly string[] };

export type Seeds = {
  /** A sentence with every kind of personal number in it, for this field. */
  sentence(field: string): Seeded['text'];
  /** A handle, for this field. */
  handle(field: string): string;
  /** One telephone number, for fields that take little. */
  phone(field: string): string;
  /** The digits of a user id, for an address. */
  uid(field: string): string;
  /** Every needle with the field that it was put into. */
  all(): ReadonlyMap<string, string>;
};

/** All invented: numbers of no network, names of nobody. */
export function createSeeds(): Seeds {
  const needles = new Map<string, string>();
  let serial = 1_000;
  const put = (needle: string, field: string): string => {
    needles.set(needle, field);
    return needle;
  };
  const next = (): number => (serial += 1);
  return {
    sentence(field) {
      const n = next();
      const phone = put(`1397701${n}`, `${field}: telephone`);
      const identity = put(`11010519491231${n}`, `${field}: identity card`);
      const card = put(`622202123456780${n}`, `${field}: bank card`);
      const plate = put(`A·7${n}`, `${field}: plate`);
      const mail = put(`leaked${n}`, `${field}: e-mail`);
      const mention = put(`墨客孤舟${n}`, `${field}: mention`);
      const account = put(`wxleak_${n}`, `${field}: account`);
      return (
        `电话${phone}，身份证${identity}，卡号${card}，车牌冀${plate}，邮箱${mail}@example.org，` +
        `@${mention} 看看，加微信：${account}，已经反映多次。`
      );
    },
    handle: (field) => put(`柳下听蝉客${next()}`, `${field}: handle`),
    phone: (field) => put(`1397702${next()}`, `${field}: telephone`),
    uid: (field) => put(`8877${next()}`, `${field}: user id`),
    all: () => needles,
  };
}
