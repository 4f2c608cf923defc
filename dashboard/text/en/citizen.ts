import type { Text } from '../zh.ts';

export const citizen: Text['citizen'] = {
  title: 'Requests of citizens',
};
