/** Lines of an article page that are not the article: credits, the title again, calls to share. */

const CREDIT =
  /^[（(【[\s]*(?:责任编辑|责编|编辑|校对|审核|监制|来源|稿源|文章来源|本文来源|信息来源|原标题|本文原标题|原题为|原题|作者|记者|通讯员|供稿|撰稿|摄影|图片来源|发布时间|发布日期|时间|浏览次数|阅读|点击|字号|字体|分享到?|打印|收藏|关闭|上一[篇条]|下一[篇条]|相关阅读|相关新闻|延伸阅读|推荐阅读|声明|版权声明|免责声明|更多精彩|(?:用微信|微信)?扫[一码描]|分享至好友|关注我们|返回搜狐|阅读原文|点击查看|举报|纠错|分享至|一键分享|微信扫|打开微信|本文系|特别声明)(?:[:：|｜】\s]|$)/;
/** A line with the time of publication, and the source behind it. */
const DATELINE =
  /^(?:发布|发表)?(?:时间|于|日期)?[:： ]*(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日? ?(?:\d{1,2}:\d{2}(?::\d{2})?)?(?:$| ?(?:来源|作者|责任编辑|编辑|浏览|阅读))/;
/** A line that ends an article: whatever follows belongs to the site. */
const END =
  /^(?:相关阅读|相关新闻|相关报道|延伸阅读|推荐阅读|相关推荐|相关链接|热门推荐|猜你喜欢|为你推荐|为您推荐|大家都在看|你可能感兴趣的?|相关文章|相关专题|热点新闻|热门文章|网友留言|全部评论|留言列表|发表留言|更多阅读|往期回顾|网友评论|最新评论|发表评论|版权声明|免责声明|特别声明|Related (?:articles|stories|posts)|More (?:from|on)\b.{0,40}|Read more|You may also like|Share this.{0,20}|Comments?|Advertisement)[:：]?$/i;
const CREDIT_MAX = 60;
/** No article ends before this many characters: a heading above it stands in a menu. */
const END_AFTER_CHARS = 150;

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

/** Cuts credits, the repeated title and what follows the end. */
export function trimArticle(text: string, title: string): string {
  const lines = text.split('\n');
  let before = 0;
  const end = lines.findIndex((line) => {
    before += line.length;
    return before > END_AFTER_CHARS && line.length < 40 && END.test(line);
  });
  const kept = end < 0 ? lines : lines.slice(0, end);
  const heading = plain(title);
  return kept
    .filter(
      (line, index) =>
        !(line.length < CREDIT_MAX && (CREDIT.test(line) || DATELINE.test(line))) &&
        !(index < 3 && heading !== '' && plain(line) === heading),
    )
    .join('\n');
}
