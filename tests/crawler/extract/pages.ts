/** Short pages in the manner of real software, all invented. */

/** One post as Discuz! X writes it: the exact time in a title, noise against copying, an earlier post quoted, a signature. */
export function discuzPost(pid: number, floor: string, body: string, when: string, handle = '河边的风'): string {
  return `<div id="post_${pid}"><table id="pid${pid}" class="plhin"><tr>
    <td class="pls"><div class="pi"><div class="authi"><a href="home.php?mod=space&amp;uid=${pid}" class="xw1">${handle}</a></div></div></td>
    <td class="plc"><div class="pi"><strong><a href="#" id="postnum${pid}">${floor}</a></strong>
      <div class="authi"><em id="authorposton${pid}">发表于 ${when}</em></div></div>
      <div class="pct"><div class="pcb"><div class="t_fsz"><table><tr><td class="t_f" id="postmessage_${pid}">${body}</td></tr></table></div></div></div>
      <div class="sign">本人言论不代表单位</div></td></tr></table></div>`;
}

export function discuzThread(posts: string, more = ''): string {
  return `<!DOCTYPE html><html><head><title>东门桥又封了？ - 城事 - 清河论坛 - Powered by Discuz!</title>
    <meta name="generator" content="Discuz! X3.4"></head><body><h1 class="ts"><span id="thread_subject">东门桥又封了？</span></h1>
    <div id="postlist">${posts}</div>${more}</body></html>`;
}

/** An article in the manner of a county portal, with what stands around it. */
export const ARTICLE = `<html><head><title>城区三处路口增设信号灯_清河县人民政府网</title></head><body>
  <div class="nav"><a href="/">首页</a><a href="/news/">新闻</a><a href="/zwgk/">政务公开</a></div>
  <div class="main"><h1>城区三处路口增设信号灯</h1>
  <div class="info">发布时间：2026-11-20 09:30　来源：清河融媒　浏览次数：321</div>
  <div class="TRS_Editor"><p>11月20日，记者从县交警大队了解到，北街、师范路和东门桥三处路口的信号灯已经装好，正在调试。</p>
  <p>交警提醒，调试期间路口由民警指挥，请过往车辆减速慢行，行人从斑马线通过。</p>
  <p>据介绍，三处信号灯计划在本月底全部启用，届时早晚高峰的配时会根据车流调整。</p><p>责任编辑：王某</p></div>
  <div class="related"><h3>相关阅读</h3><ul><li><a href="/a/1.html">县城公交线路有调整</a></li><li><a href="/a/2.html">停车场收费标准公示</a></li></ul></div>
  <div class="comment-list"><p>早就该装了，这个路口天天堵，希望别的路口也看看。</p></div></div>
  <div class="footer">版权所有 清河县人民政府办公室</div></body></html>`;
