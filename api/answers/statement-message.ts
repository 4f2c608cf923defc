import type { Message } from '../channels/message.ts';
import type { Statement } from '../contract/index.ts';
import { addressOf } from '../publisher/frame.ts';
import { statementPath, type SiteInput } from '../publisher/input.ts';
import { formOf, wholeText } from '../publisher/words.ts';

/** A statement as the channels carry it: exactly the approved text, and the address of its page where the office gave one. */
export function messageOf(site: Pick<SiteInput, 'page'>, statement: Statement): Message {
  const [title = '', ...lines] = wholeText(statement).split('\n');
  const { id, no, kind, corrects, points } = statement;
  const sha256 = statement.versions.at(-1)?.sha256 ?? '';
  return {
    title,
    lines,
    link: site.page.url === '' ? '' : addressOf(site, statementPath(statement)),
    statement: { id, no, kind, corrects, sha256, points: points.map(({ text, verdict }) => ({ text, verdict })) },
  };
}

/** To copy for official accounts and newsrooms: the same text, and where it stands. */
export function handOverText(site: Pick<SiteInput, 'page'>, statement: Statement): string {
  if (statement.versions.length === 0) return '';
  const link = site.page.url === '' ? '' : `\n\n原文：${addressOf(site, statementPath(statement))}`;
  return `${wholeText(statement)}${link}`;
}

/** The line of the log. */
export function lineOf(statement: Statement): string {
  return `通报：${formOf(statement).title}`;
}
