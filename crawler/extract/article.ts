import { childrenOf, type DomElement, isElement, type PageDocument } from './document.ts';
import { trimArticle } from './article-lines.ts';
import { isUnseen, namesOf, textOf } from './text.ts';

/** Containers in which Chinese portals and government sites keep the body of an article, and the common ones elsewhere. */
const KNOWN =
  '#UCAP-CONTENT, #js_content, #endText, #artibody, #article_content, #article-content, #articleContent, #ArticleContent, #article_body, #articleBody, .TRS_Editor, .trs_editor_view, .TRS_UEDITOR, #zoom, #Zoom, .pages_content, .rm_txt_con, #rwb_zw, #p-detail, #detail, #detailContent, .detail-content, .article-content, .article_content, .article__content, .main-article-content, .news-content, .news_content, .newsContent, .con_text, .xxgk_content, #vsb_content, .v_news_content, .wp_articlecontent, .content_area, .cnt_bd, #main_content, .u-mainText, #txtContent, .txt_content, #ContentBody, #Cnt-Main-Article-QQ, .content-article, .LEFT .content, .artical-main-content, .all-txt, .articleText, .art_content, .art_con, .content_detail, .cont_txt, [itemprop="articleBody"], .entry-content, .post-content, .article-body, .story-body, .article__body, #content_views, .htmledit_views';
/** A known container is believed if it holds at least this share of the good text that the best block holds. */
const KNOWN_SHARE_MIN = 0.4;
/** An ancestor gains on a descendant only where it has this much more good text. */
const CLIMB_GAIN = 1.15;
/** A box that is named like a side matter is believed to be one if it holds less than this share of the good text: wrappers have such names too. */
const OFF_SHARE_MAX = 0.4;
/** What a paragraph gives to its parent, grandparent and so on. */
const DECAY = [1, 0.7, 0.35, 0.15];
const OFF =
  /(?:^|[\s_-])(?:comments?|comment-?list|pinglun|disqus\w*|footer|foot|footnav|nav|navbar|navigation|breadcrumbs?|crumbs?|menu|sidebar|side|\w*share|sharing|social|bdsharebuttonbox|related|relate|relevant|recommend\w*|rec|hot|rank|ranking|tags?|tag-?list|copyright|statement|disclaimer|advert\w*|ad|ads|adbox|banner|toolbar|tools?|qrcode|ewm|erweima|editor|zebian|pages?|pager|pagination|page_?nav|prev_?next|shangyipian|login|subscribe|newsletter|promo\w*|popup|modal|cookie|author-?bio|byline|caption|figcaption|video-?list|player|widget|most-?(?:read|popular)|read-?more|more-?(?:stories|news)|outbrain\w*|taboola\w*|print|feedback|jubao|report|survey|vote|signup|instapaper\w*|hidden|sr-only|visually-hidden|screen-reader-text|ep-source|post_comment\w*|post_recommends|editorial|gallery-?thumbs|bottom-?bar)(?:$|[\s_-])/i;
const OFF_TAG = /^(?:nav|footer|aside|form|figcaption|header)$/;

/** Readers' comments, which can be longer than the article. */
const COMMENTS =
  /(?:^|[\s_-])(?:comments?|comment-?(?:list|box|area|text|wrap)\w*|pinglun|disqus\w*|liuyan|guestbook|message-?board|user-?posts?(?:-\w+)?|respond)(?:$|[\s_-])/i;

interface Weight {
  readonly chars: number;
  readonly linkChars: number;
  readonly marks: number;
}

const NOTHING: Weight = { chars: 0, linkChars: 0, marks: 0 };

/** Text, text in links and punctuation of each element, counted once from the leaves up. */
export function weigh(root: DomElement): Map<DomElement, Weight> {
  const weights = new Map<DomElement, Weight>();
  const visit = (element: DomElement, inLink: boolean): Weight => {
    if (isUnseen(element) || (element !== root && COMMENTS.test(namesOf(element)))) return NOTHING;
    let { chars, linkChars, marks } = NOTHING;
    for (const child of childrenOf(element)) {
      if (child.type === 'text') {
        const size = child.data.replace(/\s+/g, '').length;
        chars += size;
        if (inLink) linkChars += size;
        else marks += child.data.match(/[，。、；：？！”,.;?!]/g)?.length ?? 0;
      } else if (isElement(child)) {
        const inner = visit(child, inLink || child.name === 'a');
        chars += inner.chars;
        linkChars += inner.linkChars;
        marks += inner.marks;
      }
    }
    const weight = { chars, linkChars, marks };
    weights.set(element, weight);
    return weight;
  };
  visit(root, false);
  return weights;
}

/** Characters that read like prose: outside links, and with a punctuation mark now and then. */
function goodText(weight: Weight | undefined): number {
  if (!weight || weight.chars === 0) return 0;
  const plain = weight.chars - weight.linkChars;
  const density = 1 - weight.linkChars / weight.chars;
  return plain * density * density * Math.min(1, 0.15 + (weight.marks / Math.max(1, plain)) * 40);
}

function ownText(element: DomElement): number {
  let size = 0;
  for (const child of childrenOf(element)) {
    if (child.type === 'text') size += child.data.replace(/\s+/g, '').length;
    else if (isElement(child) && /^(?:a|b|strong|em|i|span|font|u|br|sup|sub|code)$/.test(child.name)) size += 1;
  }
  return size;
}

export function isOff(element: DomElement): boolean {
  return OFF_TAG.test(element.name) || OFF.test(namesOf(element));
}

/** The block that its paragraphs vote for; each gives its good text to the blocks above it, the nearest most. */
function votedBlock(root: DomElement, weights: Map<DomElement, Weight>): DomElement | null {
  const votes = new Map<DomElement, number>();
  const whole = goodText(weights.get(root));
  const visit = (element: DomElement): void => {
    const weight = weights.get(element);
    if (!weight || (isOff(element) && goodText(weight) < whole * OFF_SHARE_MAX)) return;
    const isParagraph = /^(?:p|pre|blockquote|li|td|section|div|h[2-4])$/.test(element.name) && ownText(element) > 0;
    if (isParagraph) {
      const good = element.name === 'p' || ownText(element) > 20 ? goodText(weights.get(element)) : 0;
      let up: DomElement | null =
        element.name === 'p' || element.name === 'li' || /^h/.test(element.name) ? parentOf(element) : element;
      for (const share of DECAY) {
        if (!up) break;
        votes.set(up, (votes.get(up) ?? 0) + good * share);
        up = parentOf(up);
      }
    }
    for (const child of childrenOf(element)) if (isElement(child)) visit(child);
  };
  visit(root);
  let best: DomElement | null = null;
  for (const [element, vote] of votes) if (!best || vote > (votes.get(best) ?? 0)) best = element;
  return best;
}

function parentOf(element: DomElement): DomElement | null {
  return isElement(element.parent) ? element.parent : null;
}

/** Climbs from a block while the block around it holds clearly more prose: an article cut into several boxes. */
function climbed(block: DomElement, weights: Map<DomElement, Weight>): DomElement {
  let best = block;
  for (let up = parentOf(block); up && !/^(?:body|html)$/.test(up.name); up = parentOf(up)) {
    if (goodText(weights.get(up)) > goodText(weights.get(best)) * CLIMB_GAIN) best = up;
  }
  return best;
}

/** The known container with least around the prose: of those that hold enough of it the smallest. */
function knownBlock(page: PageDocument, weights: Map<DomElement, Weight>, enough: number): DomElement | null {
  let best: DomElement | null = null;
  for (const element of page.$(KNOWN).toArray().filter(isElement)) {
    const weight = weights.get(element);
    if (!weight || goodText(weight) < enough) continue;
    if (!best || weight.chars < (weights.get(best)?.chars ?? 0)) best = element;
  }
  return best;
}

/** Boxes inside the article that are made of links, or are known not to belong to it. */
function isAside(weights: Map<DomElement, Weight>, block: DomElement): (element: DomElement) => boolean {
  const whole = goodText(weights.get(block));
  return (element) => {
    const weight = weights.get(element);
    if (!weight) return true;
    if (weight.chars === 0) return false;
    const isBox = /^(?:div|ul|ol|table|section|dl|aside|nav|footer|header|form|p|h[1-6])$/.test(element.name);
    if (isBox && isOff(element) && goodText(weight) < whole * OFF_SHARE_MAX) return true;
    if (/^(?:figcaption|aside|nav|footer)$/.test(element.name)) return true;
    if (element.name === 'h1') return true;
    const linked = weight.linkChars / weight.chars;
    if (/^(?:ul|ol|dl|table|div|section)$/.test(element.name))
      return linked > 0.6 || (linked > 0.4 && weight.marks < 3);
    return element.name === 'p' && linked > 0.9 && weight.chars < 120;
  };
}

/** The main text of an article page; empty where the page has none. */
export function articleText(page: PageDocument, title: string): string {
  const body = page.$('body').get(0);
  if (!body) return '';
  const weights = weigh(body);
  const voted = votedBlock(body, weights);
  if (!voted) return '';
  const block = climbed(voted, weights);
  const chosen = knownBlock(page, weights, goodText(weights.get(block)) * KNOWN_SHARE_MIN) ?? block;
  return trimArticle(textOf([chosen], isAside(weights, chosen)), title);
}
