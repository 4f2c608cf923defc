import { z } from 'zod';
import { Refusal } from './refusal.ts';
import type { RouteSpec } from './route.ts';
import { ROUTES } from './routes.ts';

type Json = Readonly<Record<string, unknown>>;

function schemaOf(type: z.ZodType, io: 'input' | 'output'): Json {
  const schema: Record<string, unknown> = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  delete schema['$schema'];
  return schema;
}

function parametersOf(spec: RouteSpec): readonly Json[] {
  const of = (object: z.ZodObject | undefined, where: 'path' | 'query'): readonly Json[] =>
    Object.entries(object?.shape ?? {}).map(([name, type]) => ({
      name,
      in: where,
      required: where === 'path',
      schema: schemaOf(type as z.ZodType, 'input'),
    }));
  return [...of(spec.params, 'path'), ...of(spec.query, 'query')];
}

function securityOf(spec: RouteSpec): readonly Json[] {
  if (spec.allow === 'free') return [];
  return spec.allow === 'crawler' ? [{ crawler: [] }] : [{ session: [] }];
}

function bodyOf(spec: RouteSpec): Json {
  if (spec.upload === true)
    return { requestBody: { required: true, content: { 'application/octet-stream': { schema: {} } } } };
  if (spec.body === undefined) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(spec.body, 'input') } } } };
}

function operationOf(key: string, spec: RouteSpec): Json {
  const media = spec.media ?? 'application/json';
  const success: Json =
    spec.reply === null
      ? { '204': { description: 'Done' } }
      : { '200': { description: 'Done', content: { [media]: { schema: schemaOf(spec.reply, 'output') } } } };
  return {
    operationId: key.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase(),
    summary: spec.summary,
    security: securityOf(spec),
    'x-roles': Array.isArray(spec.allow) ? spec.allow : [],
    parameters: parametersOf(spec),
    ...bodyOf(spec),
    responses: {
      ...success,
      default: {
        description: 'Refused',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
      },
    },
  };
}

/** The OpenAPI 3.1 document of the API, made from the table of routes. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [key, spec] of Object.entries(ROUTES)) {
    const [method = '', path = ''] = key.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(key, spec) };
  }
  return {
    openapi: '3.1.0',
    info: { title: '先声 Firstword', version },
    paths,
    components: {
      schemas: { Refusal: schemaOf(Refusal, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'firstword', description: 'Over https: __Host-firstword' },
        crawler: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}
