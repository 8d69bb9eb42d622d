import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const installed = await import('yaml').then(() => true, () => false);
const skip = installed || process.env.CI === 'true' ? false : 'run `npm ci` in web/ first';

describe('The types of the client', { skip }, () => {
  it('are those of the OpenAPI document', async () => {
    const { DOCUMENT, TYPES, types } = await import('../types/generate.mjs');
    const [written, wanted] = await Promise.all([readFile(TYPES, 'utf8'), readFile(DOCUMENT, 'utf8').then(types)]);
    assert.ok(written === wanted, 'client/api.d.ts is stale: run `npm run types` in web/');
  });

  it('are those of the AsyncAPI document, for the live feed', async () => {
    const { FRAME_DOCUMENT, FRAME_TYPES, frameTypes } = await import('../types/generate.mjs');
    const [written, wanted] = await Promise.all([readFile(FRAME_TYPES, 'utf8'), readFile(FRAME_DOCUMENT, 'utf8').then(frameTypes)]);
    assert.ok(written === wanted, 'client/frames.d.ts is stale: run `npm run types` in web/');
  });

  it('hold for its code and for a user of it', async () => {
    const compiled = promisify(execFile)(process.execPath, [here('../node_modules/typescript/bin/tsc'), '-p', here('../types/tsconfig.json')]);
    await compiled.catch(({ stdout }) => assert.fail(stdout));
  });

  it('are made of every part of a schema', async () => {
    const { types } = await import('../types/generate.mjs');
    const document = `
paths:
  /x:
    get:
      operationId: findX
      parameters:
        - {name: q, in: query, required: true, schema: {$ref: "#/components/schemas/Name"}}
        - {name: id, in: path, schema: {type: string}}
components:
  schemas:
    Name: {type: string, description: "ends */ here"}
    Kind: {enum: [a, "off", 2]}
    Either: {anyOf: [{const: false}, {type: array, items: {type: string}}]}
    Thing:
      type: object
      required: [name]
      properties:
        name: {$ref: "#/components/schemas/Name"}
        maybe: {type: [integer, "null"]}
        map: {type: object, additionalProperties: {type: number}}
        "odd name": {type: array, items: {enum: [x, y]}}
        any: {}
`;
    assert.equal(types(document).split('\n\n').slice(1).join('\n\n'), `/** ends *\\/ here */
export type Name = string;

export type Kind = "a" | "off" | 2;

export type Either = false | string[];

export type Thing = {
  name: Name;
  maybe?: number | null;
  map?: Record<string, number>;
  "odd name"?: ("x" | "y")[];
  any?: unknown;
};

export type FindXQuery = {
  q: Name;
};
`);
  });
});
