import { DESK, type Concern, type Person } from '../contract/index.ts';
import { coverExcerpt, maskText } from '../contract/privacy.ts';
import { may } from '../desk/roles.ts';

/** Leaders and departments read every text with persons, minors and homes covered; monitoring staff as it is kept (masked). */
export function coversFor(reader: Person): (text: string) => string {
  return may(reader.roles, DESK) ? (text) => text : covered;
}

export function covered(text: string): string {
  return text === '' ? '' : coverExcerpt(maskText(text));
}

type Texts = Pick<Concern, 'title' | 'text' | 'measures' | 'outcome' | 'publicAnswer' | 'diary'> &
  Pick<Concern, 'urges' | 'extensions' | 'extensionAsked' | 'returns' | 'marks'>;

/** All texts of a concern, each through `cover`. */
export function textsThrough<Row extends Texts>(row: Row, cover: (text: string) => string): Row {
  const noted = <Line extends { readonly note: string }>(line: Line): Line => ({ ...line, note: cover(line.note) });
  const said = <Line extends { readonly text: string }>(line: Line): Line => ({ ...line, text: cover(line.text) });
  return {
    ...row,
    title: cover(row.title),
    text: cover(row.text),
    measures: row.measures.map(cover),
    outcome: cover(row.outcome),
    publicAnswer: cover(row.publicAnswer),
    diary: row.diary.map(said),
    urges: row.urges.map(said),
    marks: row.marks.map(said),
    extensions: row.extensions.map(noted),
    returns: row.returns.map(noted),
    extensionAsked: row.extensionAsked === null ? null : noted(row.extensionAsked),
  };
}
