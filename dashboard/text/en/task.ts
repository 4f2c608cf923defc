import type { Text } from '../zh.ts';

export const task: Text['task'] = {
  title: 'Tasks',
};
