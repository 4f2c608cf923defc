import type { Text } from '../zh.ts';

export const effect: Text['effect'] = {
  title: 'Lead times',
};
