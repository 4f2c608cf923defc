import type { Text } from '../zh.ts';

export const statement: Text['statement'] = {
  title: 'Statements',
};
