import { pageOf, officeName } from './frame.ts';
import { html, lines, type Html } from './html.ts';
import type { SiteInput } from './input.ts';

/** What is done here, on what basis, from which sources, how long it is kept, and whom to turn to. */
export function aboutPage(input: SiteInput): string {
  return pageOf(input, {
    depth: 0,
    title: '关于本页',
    main: html`<h1>关于本页</h1>
      ${section('purpose', '做什么，不做什么', [
        `${officeName(input)}关注公共议题和网传说法，核实后在这里公布结论和依据，并把反映出来的问题转给承办单位解决。`,
        '本办只看议题、地点和说法，不关注、不记录任何个人；不删帖，不举报用户，不以其他名义发言。公布的只有本办署名的通报。',
      ])}
      ${section('verdicts', '怎样得出结论', [
        '一条网传说法先拆成可以核实的要点，每个要点分别给出结论：属实、部分属实、不实、缺乏依据、待核实。“属实”和其他结论一样照实公布。',
        '除“待核实”外，每个结论都必须有证据；判“不实”需要两件来自不同单位的证据，或一件不是来自被议论单位的证据。起草人和审批人不能是同一个人，公布的文字就是审批过的文字。',
      ])}
      ${section('corrections', '说错了怎么办', [
        '发现错误就发布更正，写明改了什么；原来的文字不删除，页首注明已经更正。已公布的通报只能用更正收回。',
      ])}
      <p>任何人都可以<a href="ask.html">请求更正</a>。</p>
      ${section('sources', '信源', [
        '只读取公开网页：新闻网站、政府网站、公开论坛和订阅源。不登录任何网站，遵守网站的 robots.txt，用真实身份访问，以及群众来件和工作人员录入的线索。',
      ])}
      ${section('basis', '依据', [
        '《中华人民共和国政府信息公开条例》第六条；国办发〔2016〕61号（政务舆情回应）；国办发〔2016〕80号（重特大突发事件及时发布权威信息）；《中华人民共和国个人信息保护法》。',
        input.page.basis,
      ])}
      ${section('retention', '保存多久', [
        `采集的网页文字保存 ${input.retentionDays} 天后删除；电话、证件号、车牌、账号等在保存前即已遮盖。群众来件保存一年，已受理的随办理记录保存。通报长期保存。`,
      ])}
      ${section('rights', '您的权利', [
        '您可以查阅、复制、更正、删除与您有关的信息。不需要留姓名，凭回执号即可查看办理结果。',
      ])}
      <p><a href="ask.html#data">提出查阅或删除请求</a></p>
      ${section('access', '无障碍', [
        '本页可以用键盘和读屏软件使用，放大到 400% 不丢内容，可以直接打印。发现障碍请通过下面的方式告诉我们。',
      ])}
      ${section('contact', '联系我们', [
        input.page.contact === '' ? '请通过“请求核实、反映问题”页面联系我们。' : `联系方式：${input.page.contact}`,
        input.page.media === '' ? '' : `媒体联系：${input.page.media}`,
      ])}`,
  });
}

function section(id: string, title: string, paragraphs: readonly string[]): Html {
  const shown = paragraphs.filter((text) => text !== '');
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${shown.map((text) => html`<p>${lines(text)}</p> `)}
  </section>`;
}
