export * from '../api/contract/connector.ts';
