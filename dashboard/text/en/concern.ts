import type { Text } from '../zh.ts';

export const concern: Text['concern'] = {
  title: 'Ledger of concerns',
};
