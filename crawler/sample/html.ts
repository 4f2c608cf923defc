/** Text as it may stand in HTML and XML, in elements and in quoted attributes. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Each line of the text as a paragraph. */
export function paragraphs(text: string): string {
  return text
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('\n');
}

/** A whole page in UTF-8 with the look that the town's sites share. */
export function document(title: string, body: string, head = ''): string {
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>body{font:16px/1.7 sans-serif;max-width:860px;margin:0 auto;padding:0 16px}li{margin:6px 0}.time{color:#666;font-size:14px;float:right}</style>
${head}</head>
<body>
${body}
<div class="footer">清河县是虚构的示例县，本站内容均为示例，与任何真实地点和个人无关。</div>
</body>
</html>
`;
}
