#!/usr/bin/env node
/**
 * Writes the types of the API, `client/api.d.ts`, from the OpenAPI document of the server:
 * each schema as a type, and each operation's query parameters as one named after the operation;
 * and those of the live feed's frames, `client/frames.d.ts`, from its AsyncAPI document.
 * Run it with `npm run types`; a test fails while what is checked in differs.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const DOCUMENT = new URL('../../verticles/src/main/resources/openapi.yaml', import.meta.url);
export const TYPES = new URL('../client/api.d.ts', import.meta.url);
export const FRAME_DOCUMENT = new URL('../../verticles/src/main/resources/asyncapi.yaml', import.meta.url);
export const FRAME_TYPES = new URL('../client/frames.d.ts', import.meta.url);

const HEAD = `/* The types of Kinora's HTTP API, generated from its OpenAPI document by \`npm run types\`: change that, not this. */\n`;
const FRAME_HEAD = `/* The frames of Kinora's live feed, generated from its AsyncAPI document by \`npm run types\`: change that, not this. */\n`;

/** @param {string} yaml the AsyncAPI document @returns {string} */
export function frameTypes(yaml) {
  const { schemas } = parse(yaml).components;
  const foreign = [...new Set([...yaml.matchAll(/\bopenapi\.yaml#\/components\/schemas\/(\w+)/g)].map(([, name]) => name))].sort();
  return [FRAME_HEAD, `import type { ${foreign.join(', ')} } from './api.d.ts';\n`,
    ...Object.entries(schemas).map(([name, schema]) => declaration(name, schema))].join('\n');
}

/** @param {string} yaml the OpenAPI document @returns {string} */
export function types(yaml) {
  const { paths, components } = parse(yaml);
  const schemas = Object.entries(components.schemas).map(([name, schema]) => declaration(name, schema));
  const parameters = Object.values(paths).flatMap((path) => Object.values(path))
    .filter((operation) => operation?.operationId)
    .map((operation) => queryOf(operation, components))
    .filter(Boolean);
  return [HEAD, ...schemas, ...parameters].join('\n');
}

function declaration(name, schema) {
  return `${comment(schema.description, '')}export type ${name} = ${typeOf(schema, '')};\n`;
}

/** The query of an operation as one object. */
function queryOf({ operationId, parameters = [] }, components) {
  const query = parameters
    .map((parameter) => (parameter.$ref ? components.parameters[nameOf(parameter.$ref)] : parameter))
    .filter((parameter) => parameter.in === 'query');
  if (query.length === 0) {
    return null;
  }
  const properties = Object.fromEntries(query.map(({ name, schema, description }) => [name, { ...schema, description }]));
  const required = query.filter((parameter) => parameter.required).map(({ name }) => name);
  const name = `${operationId[0].toUpperCase()}${operationId.slice(1)}Query`;
  return `export type ${name} = ${objectOf({ properties, required }, '')};\n`;
}

function typeOf(schema, indent) {
  if (schema.$ref) {
    return nameOf(schema.$ref);
  }
  if ('const' in schema) {
    return JSON.stringify(schema.const);
  }
  if (schema.enum) {
    return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    return [...new Set(choices.map((choice) => typeOf(choice, indent)))].join(' | ');
  }
  if (schema.allOf) {
    return schema.allOf.map((part) => typeOf(part, indent)).join(' & ');
  }
  return [schema.type ?? (schema.properties ? 'object' : 'unknown')].flat().map((type) => plain(type, schema, indent)).join(' | ');
}

function plain(type, schema, indent) {
  switch (type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'array': {
      const item = typeOf(schema.items ?? {}, indent);
      return /^[\w.]+$/.test(item) ? `${item}[]` : `(${item})[]`;
    }
    case 'object':
      return objectOf(schema, indent);
    case 'string':
      return schema.format === 'binary' ? 'Blob' : 'string';
    default:
      return type;
  }
}

function objectOf({ properties, required = [], additionalProperties }, indent) {
  const inner = `${indent}  `;
  const lines = Object.entries(properties ?? {}).map(([name, schema]) => {
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
    return `${comment(schema.description, inner)}${inner}${key}${required.includes(name) ? '' : '?'}: ${typeOf(schema, inner)};\n`;
  });
  if (lines.length > 0) {
    return `{\n${lines.join('')}${indent}}`;
  }
  const values = additionalProperties && typeof additionalProperties === 'object' ? typeOf(additionalProperties, indent) : 'unknown';
  return `Record<string, ${values}>`;
}

function comment(description, indent) {
  return description ? `${indent}/** ${description.trim().replaceAll('*/', '*\\/').replace(/\s*\n\s*/g, ' ')} */\n` : '';
}

function nameOf(ref) {
  return ref.split('/').at(-1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(TYPES, types(await readFile(DOCUMENT, 'utf8')));
  await writeFile(FRAME_TYPES, frameTypes(await readFile(FRAME_DOCUMENT, 'utf8')));
}
