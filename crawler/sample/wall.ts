/** 柳树镇便民信息: a wall of short posts that a script draws from JSON. Without a browser it is an empty frame. */
import type { Answer } from './answer.ts';
import { found, HTML, missing } from './answer.ts';
import { clockText, dateText } from './calendar.ts';
import { document } from './html.ts';
import type { TownPost } from './post.ts';
import { SITE_NAMES } from './post.ts';
import { pageOf, threadsOf } from './thread.ts';

export const WALL_PATH = '/topic/1';
const DATA_PATH = '/posts.json';
/** More than a day's posts, so that the first visit sees the last day on two pages. */
const PER_PAGE = 50;
const PAGES_MAX = 3;
/** Numbers on the wall have six digits: those of a year differ. */
const NUMBERS = 1_000_000;

export function wallAnswer(path: string, page: number, posts: readonly TownPost[]): Answer {
  if (path === '/' || path === WALL_PATH) return found(HTML, frame(), 'frame', 0);
  if (path !== DATA_PATH) return missing();
  const { shown, pages } = pageOf(threadsOf(posts, 'notices'), page, PER_PAGE, PAGES_MAX);
  const drawn = shown.map(({ opening }) => ({
    number: opening.thread % NUMBERS,
    name: opening.author,
    time: `${dateText(opening.publishedMs)} ${clockText(opening.publishedMs)}`,
    lines: [opening.title, ...opening.text.split('\n')],
  }));
  const body = JSON.stringify({ posts: drawn, next: page < pages ? page + 1 : null });
  const newest = shown[0]?.opening;
  return found(
    'application/json; charset=utf-8',
    body,
    `${newest?.thread ?? 0} ${shown.length} ${pages}`,
    newest?.publishedMs ?? 0,
  );
}

/** Text goes in as text: a post cannot bring elements of its own. */
const SCRIPT = `
const part = (parent, name, text) => {
  const element = document.createElement('div');
  element.className = name;
  element.textContent = text;
  parent.append(element);
  return element;
};
const page = Number(new URLSearchParams(location.search).get('page') ?? 1);
const answer = await fetch('${DATA_PATH}?page=' + page);
const { posts, next } = await answer.json();
const list = document.querySelector('.postlist');
for (const post of posts) {
  const box = part(list, 'post reply', '');
  box.id = 'p' + post.number;
  const head = part(box, 'head', '');
  part(head, 'username', post.name);
  part(head, 'date', post.time);
  part(head, 'floor', post.number + '楼');
  const message = part(box, 'message', '');
  for (const line of post.lines) {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    message.append(paragraph);
  }
}
if (next !== null) {
  const link = document.createElement('a');
  link.className = 'next';
  link.href = '${WALL_PATH}?page=' + next;
  link.textContent = '下一页';
  document.querySelector('.page').append(link);
}
document.documentElement.dataset.drawn = 'yes';
`;

function frame(): string {
  return document(
    `${SITE_NAMES.notices} - 社区留言`,
    `<h1>${SITE_NAMES.notices}</h1>
<noscript>请打开浏览器的脚本功能后查看。</noscript>
<div class="postlist"></div>
<div class="page"></div>
<script type="module">${SCRIPT}</script>`,
  );
}
