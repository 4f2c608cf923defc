import { parentPort } from 'node:worker_threads';
import { maskedPage } from '../capture-mask.ts';
import { extractBoard, extractList, extractPage, guessKind } from './extract.ts';
import type { ExtractAnswer, ExtractJob } from './pool.ts';

/** The thread in which pages are parsed: one job in, one answer out. What it cannot bear ends it, and the pool starts another. */
function answer(job: ExtractJob): ExtractAnswer {
  switch (job.want) {
    case 'page':
      return { want: 'page', result: extractPage(job.html, job.url, job.nowMs) };
    case 'board':
      return { want: 'board', result: extractBoard(job.html, job.url, job.nowMs) };
    case 'list':
      return { want: 'list', result: extractList(job.html, job.url, job.nowMs) };
    case 'masked':
      return { want: 'masked', result: maskedPage(job) };
    case 'kind':
      return { want: 'kind', result: guessKind(job.html, job.url, job.contentType) };
  }
}

parentPort?.on('message', (job: ExtractJob) => parentPort?.postMessage(answer(job)));
