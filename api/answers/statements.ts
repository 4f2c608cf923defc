import { randomUUID } from 'node:crypto';
import { refuse, StatementId, type Statement } from '../contract/index.ts';
import { diffOf } from '../contract/statement-diff.ts';
import { textOf } from '../contract/statement-text.ts';
import { STATEMENTS_LISTED_MAX, type StatementDetail, type StatementRow } from '../contract/statement-view.ts';
import type { StatementDo } from '../desk/statements/statements.ts';
import { keptForm } from '../desk/statements/form.ts';
import { claimOf, correctedForm } from '../desk/statements/reading.ts';
import { draftForm } from '../desk/statements/template.ts';
import { wordingsInForce } from '../desk/statements/wordings.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import type { Actor, Handlers } from '../http/handler.ts';
import { byPerson, type Parts } from './parts.ts';
import { statementRules } from './statement-rules.ts';
import { lintReply, statementDetail, statementRow } from './statement-view.ts';

type Keys =
  | 'GET /api/statements'
  | 'POST /api/statements'
  | 'GET /api/statements/{id}'
  | 'POST /api/statements/{id}/versions'
  | 'POST /api/statements/{id}/lint'
  | 'POST /api/statements/{id}/template'
  | 'GET /api/statements/{id}/diff'
  | 'POST /api/statements/{id}/acts'
  | 'GET /api/statement-rules'
  | 'POST /api/statement-rules';

/** 通报: the list, one beside its claim, its versions, what it still lacks, and what is done with it. */
export function statementAnswers(parts: Parts): Pick<Handlers, Keys> {
  const at = (id: StatementId): Statement | undefined => rowAt(parts.desk.state().statements, id);
  const done = (id: StatementId, act: StatementDo, actor: Actor): StatementDetail | ReturnType<typeof refuse> => {
    const refused = parts.desk.command({ do: 'statement', id, act }, byPerson(actor));
    if (refused !== null) return refused;
    parts.onDeskChanged('statement', id);
    const statement = at(id);
    if (statement === undefined) return refuse('not-found');
    if (statement.claim !== null) parts.onDeskChanged('claim', statement.claim);
    return statementDetail(parts, statement, actor.person.id);
  };
  return {
    'GET /api/statements': ({ query }) => listed(parts, query.state, query.claim ?? null),
    'POST /api/statements': ({ body, actor }) =>
      done(StatementId.parse(`s-${randomUUID().slice(0, 18)}`), { act: 'open', ...body }, actor),
    'GET /api/statements/{id}': ({ params, actor }) => {
      const statement = at(params.id);
      return statement === undefined ? refuse('not-found') : statementDetail(parts, statement, actor.person.id);
    },
    'POST /api/statements/{id}/versions': ({ params, body, actor }) => done(params.id, { act: 'save', ...body }, actor),
    'POST /api/statements/{id}/lint': ({ params, body }) => {
      const statement = at(params.id);
      if (statement === undefined) return refuse('not-found');
      return lintReply(parts, statement, body.form, keptForm(body.form));
    },
    'POST /api/statements/{id}/template': ({ params }) => {
      const statement = at(params.id);
      if (statement === undefined) return refuse('not-found');
      const state = parts.desk.state();
      const claim = claimOf(state, statement);
      return draftForm(
        statement,
        claim,
        wordingsInForce(state.wordings),
        state.settings.office,
        correctedForm(state, statement),
      );
    },
    'GET /api/statements/{id}/diff': ({ params, query }) => {
      const statement = at(params.id);
      if (statement === undefined) return refuse('not-found');
      const { from, to } = query;
      return { from, to, runs: [...diffOf(versionText(statement, from), versionText(statement, to))] };
    },
    'POST /api/statements/{id}/acts': ({ params, body, actor }) => done(params.id, body, actor),
    'GET /api/statement-rules': () => statementRules(parts),
    'POST /api/statement-rules': ({ body, actor }) => {
      const refused = parts.desk.command({ do: 'statement-rule', act: body }, byPerson(actor));
      if (refused !== null) return refused;
      parts.onDeskChanged('office', 'statement-rules');
      return statementRules(parts);
    },
  };
}

const IN_THE_WORKS: readonly string[] = ['draft', 'submitted', 'approved', 'scheduled'];

/** Those in the works first, newest step first. */
function listed(parts: Parts, wanted: string, claim: string | null): StatementRow[] {
  const state = parts.desk.state();
  const isOpen = (statement: Statement): boolean => IN_THE_WORKS.includes(statement.state);
  return rowsOf(state.statements)
    .filter((each) => claim === null || each.claim === claim || claimOf(state, each)?.id === claim)
    .filter((each) => wanted === 'all' || (wanted === 'open' ? isOpen(each) : each.state === wanted))
    .toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || stepMs(b) - stepMs(a))
    .slice(0, STATEMENTS_LISTED_MAX)
    .map((each) => statementRow(state, each));
}

const stepMs = ({ steps, openedMs }: Statement): number => steps.at(-1)?.atMs ?? openedMs;

function versionText(statement: Statement, n: number): string {
  const version = statement.versions.find((each) => each.n === n);
  return version === undefined ? '' : textOf(version.form, statement.kind);
}
