import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { completedSchema } from '../../src/compile/inventory/completed.ts';
import { schemas } from '../../src/compile/schemas.ts';
import { company } from '../packs/company.ts';

const all: Record<string, object> = { ...schemas, completed: completedSchema(company.packs()) };

for (const [name, schema] of Object.entries(all)) {
  test(`${name} is a JSON Schema of 2020-12 with no keyword that is none`, () => {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
    assert.ok(ajv.validateSchema(schema), JSON.stringify(ajv.errors));
    ajv.compile(schema);
  });

  test(`${name} describes every value`, () => assert.equal([...silent(schema, name)], []));
}

type Node = Record<string, unknown>;

/** Paths of values that say nothing of themselves. */
function* silent(schema: Node | object, path: string, named = false): Iterable<string> {
  const node = schema as Node;
  if (named && node['description'] === undefined && node['$ref'] === undefined) yield path;
  for (const [key, value] of Object.entries((node['properties'] as Node | undefined) ?? {}))
    yield* silent(value as Node, `${path}.${key}`, true);
  for (const key of ['then', 'else', 'items'])
    if (isNode(node[key])) yield* silent(node[key], `${path} ${key}`);
  if (isNode(node['additionalProperties'])) yield* silent(node['additionalProperties'], `${path}.*`, true);
  for (const value of Object.values((node['$defs'] as Node | undefined) ?? {}))
    yield* silent(value as Node, path);
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

test('an editor is told the models and vendors that there are', () => {
  const ajv = new Ajv2020({ strict: false });
  const check = ajv.compile(all['completed'] ?? {});
  const phone = (model: string) => ({ phones: [{ mac: '00:04:f2:aa:bb:01', model }] });
  assert.ok(check(phone('polycom/ip330')));
  assert.not(check(phone('polycom/ip3300')));
  assert.ok(check({ sites: { hq: { settings: { polycom: {} } } } }));
  assert.not(check({ sites: { hq: { settings: { polycon: {} } } } }));
});

test.run();
