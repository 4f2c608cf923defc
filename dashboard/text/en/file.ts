import type { Text } from '../zh.ts';

export const file: Text['file'] = {
  attach: 'Attachments',
  list: 'Attachments',
  kinds: 'PDF, Word, Excel, pictures, CSV, text',
  wait: 'A file is still on its way; wait a moment.',
  sending: (name) => `Uploading ${name}`,
  stop: (name) => `Stop uploading ${name}`,
  hash: (sha256) => `SHA-256 ${sha256}`,
  kind: {
    png: 'PNG picture',
    jpeg: 'JPEG picture',
    webp: 'WebP picture',
    pdf: 'PDF',
    docx: 'Word',
    xlsx: 'Excel',
    csv: 'CSV',
    json: 'JSON',
    txt: 'text',
    html: 'web page',
  },
};
