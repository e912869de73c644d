// One of the official clients, unmodified, behind the few words that the scenario needs. All three have one API.
import assert from 'node:assert/strict';
import {join} from 'node:path';

/** What the test tells: where the server is, and with what to sign in. */
const {SDK, BASE, CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN, RESOURCES} = process.env;

export const sdk = await import(SDK);
const {Record, ParameterMap, HeaderMap} = sdk;

export const store = new sdk.FileStore(join(RESOURCES, 'tokens.txt'));

/** Initializes the client, which asks for an access token at once. */
export async function initialize(refreshToken = REFRESH_TOKEN, file = store) {
  const token = new sdk.OAuthBuilder()
      .clientId(CLIENT_ID).clientSecret(CLIENT_SECRET).refreshToken(refreshToken).build();
  await begin(token, file);
  return token;
}

/** Initializes the client with an access token that it asks nobody for. */
export async function initializeWith(accessToken, file) {
  await begin(new sdk.OAuthBuilder().accessToken(accessToken).findUser(false).build(), file);
}

async function begin(token, file) {
  await (await new sdk.InitializeBuilder())
      .environment(new sdk.Environment(BASE, BASE + '/oauth/v2/token', BASE))
      .token(token)
      .store(file)
      .logger(new sdk.LogBuilder().level(sdk.Levels.OFF).filePath(join(RESOURCES, 'sdk.log')).build())
      .SDKConfig(new sdk.SDKConfigBuilder().autoRefreshFields(false).pickListValidation(true).timeout(30000).build())
      .resourcePath(RESOURCES)
      .initialize();
}

export const records = (module) => new Record.RecordOperations(module);

export function record(values) {
  const made = new Record.Record();
  for (const [name, value] of Object.entries(values)) {
    made.addKeyValue(name, value);
  }
  return made;
}

export function body(rows, duplicateCheckFields) {
  const wrapper = new Record.BodyWrapper();
  wrapper.setData(rows.map(record));
  if (duplicateCheckFields) {
    wrapper.setDuplicateCheckFields(duplicateCheckFields);
  }
  return wrapper;
}

/** Parameters of a class such as GetRecordsParam, by the names of its constants. */
export async function params(of, values) {
  const map = new ParameterMap();
  for (const [name, value] of Object.entries(values)) {
    assert(of[name], `the client knows no parameter ${name}`);
    await map.add(of[name], value);
  }
  return map;
}

export async function header(of, name, value) {
  const map = new HeaderMap();
  await map.add(of[name], value);
  return map;
}

/** An answer's status and what it holds. */
export async function answer(calling) {
  const response = await calling;
  const object = await response.getObject();
  return {status: response.getStatusCode(), object};
}

export const word = (choice) => typeof choice?.getValue === 'function' ? choice.getValue() : choice;

/** An outcome of a row, plain. */
export function outcome(item) {
  const details = item.getDetails() ?? new Map();
  return {
    // Each part of these clients has such a class of its own.
    made: item.constructor.name === 'SuccessResponse',
    code: word(item.getCode()),
    message: word(item.getMessage()),
    action: item.getAction ? word(item.getAction()) : undefined,
    duplicateField: item.getDuplicateField ? item.getDuplicateField() : undefined,
    details: details instanceof Map ? Object.fromEntries(details) : details,
  };
}

/** The outcomes of a write, with its status. */
export async function written(calling) {
  const {status, object} = await answer(calling);
  assert(object instanceof Record.ActionWrapper, `no action: ${object?.constructor?.name} ${status}`);
  return {status, rows: object.getData().map(outcome)};
}

/** The outcomes of a write of something else than records: of what classes the answer may be, and what lists them. */
export async function acted(calling, classes, list) {
  const {status, object} = await answer(calling);
  assert(classes.some((of) => object instanceof of), `no action: ${object?.constructor?.name} ${status}`);
  const rows = object[list]().map(outcome);
  rows.forEach((row) => assert.equal(row.made, row.code === 'SUCCESS'));
  return {status, rows};
}

/** A refusal of the request as a whole. */
export async function refused(calling, of = Record.APIException) {
  const {status, object} = await answer(calling);
  assert(object instanceof of, `no refusal: ${object?.constructor?.name} ${status}`);
  return {status, code: word(object.getCode()), details: object.getDetails()};
}

/** Does a part of a script. What fails does not keep the next ones from it, which may tell more. */
export async function step(name, work) {
  try {
    await work();
    console.log(`ok ${name}`);
  } catch (e) {
    process.exitCode = 1;
    console.log(`FAILED ${name}`);
    console.log(e?.stack ?? e);
    console.log(JSON.stringify(e, (key, value) => typeof value === 'bigint' ? `${value}` : value));
  }
}

export {Record};
