import type { Response } from 'express';
import { saidPage, type Said } from '../publisher/ask-page.ts';
import type { Office } from '../publisher/frame.ts';

/** The inbox answers by a page, kept by no cache. */
export function send(response: Response, status: number, page: string): void {
  response.setHeader('cache-control', 'no-store');
  response.status(status).type('text/html; charset=utf-8').send(page);
}

export function say(office: () => Office, response: Response, status: number, said: Said): void {
  send(response, status, saidPage(office(), said));
}

/** Line ends of one kind, no more than one empty line, no blanks at the ends. */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

export const FULL: Said = {
  title: '暂时不能接收',
  text: '待处理的来件已满，没有收下您这一件。请过些时候再试，或拨打公布的电话。',
};
export const WRONG: Said = { title: '没有提交成功', text: '内容为空、过长，或表单不完整。请返回检查后再提交。' };
export const TRAPPED: Said = {
  title: '没有提交成功',
  text: '请不要填写那个隐藏的格子。如果是浏览器自动填写的，请清空后再提交。',
};
