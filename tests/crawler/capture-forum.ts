import type { Page } from '../support/site.ts';

/** Handles of the writers: in their box, in a quote, in an answer, in the title of a portrait, brought by a script. */
export const HANDLES = ['夜行的老猫', 'xiaoma_1987', '东湖小虾米', '随风', '阿强哥哥'] as const;
/** What is a person's, in every place that a page has. None may be left, in whatever form. */
export const PRIVATE = [
  ...HANDLES,
  '13812345678',
  '13987654321',
  '13700001111',
  '15800002222',
  '13611112222',
  '110101199003072316',
  '6222021234567890123',
  '苏A12345',
  '苏B67890',
  'laowang@example.com',
  '88112233445',
  '18655556666',
  '18644443333',
  '17012341234',
] as const;

const post = (id: number, handle: string, uid: string, text: string): string => `<div id="post_${id}"><table><tr>
<td class="pls"><div class="pi"><div class="authi"><a href="space-uid-${uid}.html" class="xw1">${handle}</a></div></div>
<div class="avatar"><img src="/avatar/${uid}.png" alt="${handle}" title="${handle}的头像"></div></td>
<td class="plc"><div class="pi"><div class="authi"><em id="authorposton${id}">发表于 2026-11-20 10:0${id}:00</em></div></div>
<div class="t_f" id="postmessage_${id}">${text}</div></td></tr></table></div>`;

/** A forum of the widespread software whose page is finished by a script. */
export const FORUM: Readonly<Record<string, Page>> = {
  '/robots.txt': 'User-agent: *\nDisallow: /closed\n',
  '/look.css': {
    type: 'text/css',
    body: '.t_f{font-size:18px}.pls{width:120px;background:#eef}.hint::after{content:"电话 13611112222"}.bar{position:fixed;top:0}',
  },
  '/more.js': {
    type: 'text/javascript',
    body: `const box=document.createElement('div');box.id='post_9';box.innerHTML='<div class="pls"><div class="authi"><a class="xw1" href="space-uid-9.html">阿强哥哥</a></div></div><div class="t_f" id="postmessage_9">脚本带来的一楼，电话 18655556666</div>';document.querySelector('#postlist').append(box);
setInterval(()=>{const left=document.querySelector('#again');if(left)left.textContent='18644443333'},5);`,
  },
  '/thread-7-1-1.html': `<!DOCTYPE html><html><head><meta charset="utf-8"><title>自来水有异味 夜行的老猫 - 百姓生活</title>
<meta name="author" content="夜行的老猫"><meta name="description" content="联系 13812345678"><link rel="stylesheet" href="/look.css">
<style>.note::before{content:"13700001111"}</style></head><body>
<!-- 13812345678 --><div class="bar">清河论坛 顶栏</div>
<div id="postlist">
${post(
  1,
  '夜行的老猫',
  '88112233445',
  '东湖花园三天没水了，联系电话：138<b>1234</b>5678，或者 139 8765\n4321。身份证 110101199003072316，车牌 苏A12345。',
)}
${post(
  2,
  'xiaoma_1987',
  '77',
  '<blockquote><font color="#999">夜行的老猫 发表于 2026-11-20 10:01</font><br>三天没水</blockquote>我家也是。@东湖小虾米 来看，转账卡号 6222021234567890123，邮箱 laowang@example.com',
)}
${post(3, '东湖小虾米', '78', '回复 夜行的老猫：<span title="13812345678" data-phone="13812345678">看图</span><img src="/photo.png" alt="通知 13812345678">')}
${post(4, '随风', '79', '<p>xiaoma_1987 说得对。拨打 12345 有回音。</p><p class="note hint">补充</p>')}
</div>
<table><tr><th>联系电话</th><td>8765432</td></tr><tr><td>车牌</td><td>苏B67890</td></tr></table>
<form><input type="text" value="15800002222" placeholder="手机 15800002222"><input type="hidden" value="13812345678"><textarea>13987654321</textarea><select><option>17012341234</option></select></form>
<p id="again">再次写回</p><svg><text>13812345678</text></svg><iframe src="/frame"></iframe><div style="display:none">13812345678</div>
<a href="/member.php?phone=13812345678">更多</a><script>window.secret='13812345678'</script><script src="/more.js"></script></body></html>`,
  '/photo.png': { type: 'image/png', body: 'x' },
  '/frame': '<p>13812345678',
  '/closed': '<p>closed',
  '/paper.pdf': { type: 'application/pdf', body: '%PDF-1.4' },
  '/split': `<!DOCTYPE html><meta charset="utf-8"><body>${[...'13812345678'].map((digit) => `<div style="float:left">${digit}</div>`).join('')}`,
  '/inline': `<!DOCTYPE html><meta charset="utf-8"><style>div{display:inline}</style><body>${[...'13812345678'].map((digit) => `<div>${digit}</div>`).join('')}`,
  '/loop': '<!DOCTYPE html><body>before<script>while(true){}</script>',
  '/tall': `<!DOCTYPE html><meta charset="utf-8"><body><p>开头</p><div style="height:40000px"></div><p>末尾</p>`,
  '/slow': () => undefined,
};
