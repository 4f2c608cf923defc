import { openJournal } from '../../api/journal/journal.ts';

/** Appends `count` entries one by one and prints the number of each when it is durable. */
const [dir = '', actor = '', count = '0'] = process.argv.slice(2);
const journal = openJournal({ dir, now: Date.now });
for (let at = 0; at < Number(count); at += 1) {
  const [entry] = journal.append([{ kind: 'note', body: { at }, texts: { note: `${actor} ${at}` } }], actor);
  process.stdout.write(`${entry?.n}\n`);
}
journal.close();
