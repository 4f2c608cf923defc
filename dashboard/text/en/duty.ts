import type { Text } from '../zh.ts';

export const duty: Text['duty'] = {
  title: 'Duty and clocks',
};
