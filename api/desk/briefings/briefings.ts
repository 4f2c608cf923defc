export { applyBriefings } from './apply.ts';
export { BriefingCommand, DeskBriefingAct, type DeskBriefingActName } from './command.ts';
export { decideBriefings } from './decide.ts';
