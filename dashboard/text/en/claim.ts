import type { Text } from '../zh.ts';

export const claim: Text['claim'] = {
  title: 'Claims',
};
