import { refuse, type DrillView } from '../contract/index.ts';
import type { Handlers } from '../http/handler.ts';
import { freshDrillId } from '../launch/drill.ts';
import { byPerson, type Parts } from './parts.ts';

type Keys = 'GET /api/drill' | 'POST /api/drill' | 'POST /api/drill/end';

/** 演练: start, end, and what came of it. */
export function drillAnswers(parts: Parts): Pick<Handlers, Keys> {
  const view = (): DrillView => {
    const running = parts.drills.now();
    const now = running === null ? null : withoutPid(running);
    return { now, results: [...parts.desk.state().drills], inside: parts.config.drill };
  };
  return {
    'GET /api/drill': view,
    'POST /api/drill': ({ body, actor }) => {
      // A drill in a drill would be scored into records that go with it.
      if (parts.config.drill) return refuse('drill-inside');
      if (parts.drills.now() !== null) return refuse('drill-on');
      const id = freshDrillId();
      const refused = parts.desk.command({ do: 'start-drill', id, draft: body }, byPerson(actor));
      if (refused !== null) return refused;
      parts.drills.start(id, body);
      return view();
    },
    'POST /api/drill/end': () => (parts.drills.end() ? view() : refuse('drill-off')),
  };
}

function withoutPid({ id, stage, url, speed, startedMs, endsMs }: NonNullable<DrillView['now']>): DrillView['now'] {
  return { id, stage, url, speed, startedMs, endsMs };
}
