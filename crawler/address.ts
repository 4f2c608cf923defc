export * from '../api/contract/address.ts';
