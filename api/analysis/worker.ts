import { parentPort } from 'node:worker_threads';
import { createBatchAnalyser } from './analyse.ts';
import type { PoolAnswer, PoolOrder } from './pool-wire.ts';
import { packAnalysis } from './pool-wire.ts';
import { createSegmenter } from './segment.ts';

const port = parentPort;
if (!port) throw new Error('worker.ts runs in a worker thread only');

const segmenter = createSegmenter();
let analyse: ReturnType<typeof createBatchAnalyser> | null = null;
const answer = (message: PoolAnswer) => port.postMessage(message);

port.on('message', (order: PoolOrder) => {
  if (order.kind === 'lexicon') {
    analyse = createBatchAnalyser(order.lexicon, segmenter);
    answer({ kind: 'ready', number: order.number });
    return;
  }
  const ready = analyse;
  if (!ready) throw new Error('texts came before the lexicon');
  answer({ kind: 'done', number: order.number, packed: ready(order.texts).map(packAnalysis) });
});
