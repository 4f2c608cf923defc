import { createAnalysisPool } from '../../api/analysis/pool.ts';
import { loadLexicon } from '../../api/analysis/lexicon.ts';
import { LEXICONS_DIR } from '../../api/analysis/script.ts';
import { residentMb } from './live-server.ts';

/** `node screens-segmenters.ts THREADS`: what the warm analysis threads alone add to a process, in MB on stdout. */
if (import.meta.main) {
  const threads = Number(process.argv[2] ?? '1');
  const loaded = loadLexicon(LEXICONS_DIR);
  if (!('lexicon' in loaded)) throw new Error('the shipped lexicon does not load');
  const bareMb = residentMb(process.pid);
  const pool = createAnalysisPool({ threads, lexicon: loaded.lexicon });
  await pool.setLexicon(loaded.lexicon);
  const texts = Array.from({ length: threads * 64 }, (_, at) => ({ title: '', text: `城关镇的路修了${at}天` }));
  await pool.analyse(texts);
  process.stdout.write(String(residentMb(process.pid) - bareMb));
  await pool.close();
}
