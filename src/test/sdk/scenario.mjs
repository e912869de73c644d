// Every record operation of an official client against a server, as an application would use it.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {
  Record, answer, body, header, initialize, initializeWith, params, record, records, refused, sdk, step, store, written,
} from './client.mjs';

const {Choice} = sdk;
const contacts = () => records('Contacts');
const byExternal = (of, path) => header(of, 'X_EXTERNAL', path);
const ids = {};

let token;
await step('sign in with a refresh token', async () => {
  token = await initialize();
  const known = await store.findToken(token);
  assert.match(known.getAccessToken(), /^\S{20,}$/);
  assert.equal(known.getUserSignature().getName(), `${process.env.EMAIL}:${process.env.ZGID}`);
});

await step('modules, users and the org', async () => {
  const modules = (await answer(new sdk.Modules.ModulesOperations().getModules())).object.getModules();
  assert(modules.some((m) => m.getAPIName() === 'Contacts' && m.getAPISupported() === true));
  const {GetUsersParam, UsersOperations} = sdk.Users;
  const me = (await answer(new UsersOperations().getUsers(
      await params(GetUsersParam, {TYPE: new Choice('CurrentUser')}).catch(() => params(GetUsersParam, {TYPE: 'CurrentUser'}))))).object;
  assert.equal(me.getUsers()[0].getEmail(), process.env.EMAIL);
  assert.equal(typeof me.getUsers()[0].getId(), 'bigint');
  assert.equal((await answer(new UsersOperations().getUser(me.getUsers()[0].getId()))).object.getUsers().length, 1);
  const org = (await answer(new sdk.Org.OrgOperations().getOrganization())).object.getOrg()[0];
  assert.equal(String(org.getZgid()), process.env.ZGID);
});

await step('fields, and a new one', async () => {
  const {FieldsOperations, GetFieldsParam, CreateFieldParam, BodyWrapper, Fields} = sdk.Fields;
  const field = new Fields();
  field.setFieldLabel('Shoe Size');
  field.setDataType('integer');
  const wrapper = new BodyWrapper();
  wrapper.setFields([field]);
  const made = await answer(new FieldsOperations().createField(
      wrapper, await params(CreateFieldParam, {MODULE: 'Contacts'})));
  assert.equal(made.status, 201);
  const fields = (await answer(new FieldsOperations().getFields(
      await params(GetFieldsParam, {MODULE: 'Contacts'})))).object.getFields();
  const shoe = fields.find((f) => f.getAPIName() === 'Shoe_Size');
  assert.equal(shoe.getCustomField(), true);
  assert.equal(fields.find((f) => f.getAPIName() === 'External_ID').getExternal().getType(), 'org');
  assert.equal(fields.find((f) => f.getAPIName() === 'Account_Name').getLookup().getModule().getAPIName(), 'Accounts');
});

await step('create', async () => {
  const accounts = await written(records('Accounts').createRecords(body([
    {Account_Name: 'Nordwind GmbH', External_ID: 'A-1', Annual_Revenue: 1250000.5, Employees: 42},
    {Account_Name: 'Sudwind Ltd', External_ID: 'A-2', Website: 'www.example.com'},
  ])));
  assert.equal(accounts.status, 201);
  assert.deepEqual(accounts.rows.map((r) => r.message), ['record added', 'record added']);
  ids.nordwind = BigInt(accounts.rows[0].details.id);
  ids.sudwind = BigInt(accounts.rows[1].details.id);
  const made = await written(contacts().createRecords(body([
    {
      Last_Name: 'Okafor', First_Name: 'Mira', Email: 'mira+crm@example.com', Phone: '+49 30 123456',
      Lead_Source: new Choice('Trade Show'), Date_of_Birth: new Date('1984-03-01T00:00:00Z'), Email_Opt_Out: true,
      Account_Name: record({id: ids.nordwind}), External_ID: 'C-1', External_Contact_ID: 'mine-1', Shoe_Size: 41,
    },
    {Last_Name: 'Łukasz', Email: 'lukasz@example.com', External_ID: 'C-2'},
  ])));
  assert.equal(made.status, 201);
  assert(made.rows[0].details.Created_Time instanceof Date);
  ids.mira = BigInt(made.rows[0].details.id);
  ids.lukasz = BigInt(made.rows[1].details.id);
});

await step('create some, and hear why not the others', async () => {
  const mixed = await written(contacts().createRecords(body([
    {Last_Name: 'Third', External_ID: 'C-3'},
    {First_Name: 'Nameless'},
    {Last_Name: 'Again', External_ID: 'C-1'},
    {Last_Name: 'x'.repeat(81)},
  ])));
  assert.equal(mixed.status, 207);
  assert.deepEqual(mixed.rows.map((r) => r.code), ['SUCCESS', 'MANDATORY_NOT_FOUND', 'DUPLICATE_DATA', 'INVALID_DATA']);
  assert.equal(mixed.rows[1].details.api_name, 'Last_Name');
  assert.equal(mixed.rows[1].details.json_path, '$.data[1].Last_Name');
  assert.equal(mixed.rows[2].details.api_name, 'External_ID');
  assert.equal(mixed.rows[2].details.id, ids.mira);
  assert.equal(mixed.rows[3].details.maximum_length, '80', 'told as a text by these clients');
  ids.third = BigInt(mixed.rows[0].details.id);
});

await step('every row wrong', async () => {
  const none = await written(contacts().createRecords(body([{First_Name: 'A'}, {First_Name: 'B'}])));
  assert.equal(none.status, 400);
  assert.deepEqual(none.rows.map((r) => r.made), [false, false]);
});

await step('read one', async () => {
  const {status, object} = await answer(contacts().getRecord(ids.mira));
  assert.equal(status, 200);
  const mira = object.getData()[0];
  assert.equal(mira.getId(), ids.mira);
  assert.equal(mira.getKeyValue('Last_Name'), 'Okafor');
  assert.equal(mira.getKeyValue('Email'), 'mira+crm@example.com');
  assert.equal(mira.getKeyValue('Email_Opt_Out'), true);
  assert.equal(mira.getKeyValue('Shoe_Size'), 41);
  assert.equal(mira.getKeyValue('Lead_Source').getValue(), 'Trade Show');
  assert.equal(mira.getKeyValue('Account_Name').getId(), ids.nordwind);
  assert.equal(mira.getKeyValue('Account_Name').getKeyValue('name'), 'Nordwind GmbH');
  assert.equal(mira.getKeyValue('External_Contact_ID'), 'mine-1');
  assert.equal(new Date(mira.getKeyValue('Date_of_Birth')).toISOString().slice(0, 10), '1984-03-01');
  assert(mira.getCreatedTime() instanceof Date);
  assert.equal(typeof mira.getCreatedBy().getId(), 'bigint');
  assert.equal(mira.getKeyValue('Owner').getEmail(), process.env.EMAIL);
  assert.deepEqual(await answer(contacts().getRecord(1n)), {status: 204, object: null});
});

await step('update', async () => {
  const changed = await written(contacts().updateRecords(body([
    {id: ids.mira, Phone: '+49 30 654321', Account_Name: record({id: ids.sudwind})},
    {id: ids.lukasz, First_Name: 'Jan', Lead_Source: new Choice('Chat')},
    {id: 1n, First_Name: 'Nobody'},
  ])));
  assert.equal(changed.status, 207);
  assert.deepEqual(changed.rows.map((r) => r.code), ['SUCCESS', 'SUCCESS', 'INVALID_DATA']);
  assert.equal(changed.rows[0].message, 'record updated');
  const one = await written(contacts().updateRecord(ids.mira, body([{First_Name: null, Department: 'Sales'}])));
  assert.deepEqual([one.status, one.rows[0].code], [200, 'SUCCESS']);
  const mira = (await answer(contacts().getRecord(ids.mira))).object.getData()[0];
  assert.equal(mira.getKeyValue('First_Name') ?? null, null);
  assert.equal(mira.getKeyValue('Department'), 'Sales');
  assert.equal(mira.getKeyValue('Account_Name').getId(), ids.sudwind);
});

await step('upsert by whatever finds the record', async () => {
  const found = await written(contacts().upsertRecords(body([
    {Last_Name: 'Okafor', External_ID: 'C-1', Department: 'Support'},
    {Last_Name: 'Łukasz', Email: 'LUKASZ@example.com', Department: 'Sales'},
    {Last_Name: 'Fourth', External_ID: 'C-4', Email: 'fourth@example.com'},
  ])));
  assert.equal(found.status, 200);
  assert.deepEqual(found.rows.map((r) => r.action), ['update', 'update', 'insert']);
  assert.deepEqual(found.rows.map((r) => r.duplicateField ?? null), ['External_ID', 'Email', null]);
  assert.deepEqual(found.rows.slice(0, 2).map((r) => BigInt(r.details.id)), [ids.mira, ids.lukasz]);
  ids.fourth = BigInt(found.rows[2].details.id);
});

await step('upsert by the fields that it names', async () => {
  const named = await written(contacts().upsertRecords(body(
      [{Last_Name: 'Fourth', Email: 'fourth@example.com', Department: 'Field'}, {Last_Name: 'Fifth', Email: 'fifth@example.com'}],
      ['Email'])));
  assert.deepEqual(named.rows.map((r) => [r.action, r.duplicateField ?? null]), [['update', 'Email'], ['insert', null]]);
  assert.equal(BigInt(named.rows[0].details.id), ids.fourth);
  ids.fifth = BigInt(named.rows[1].details.id);
  const external = await written(contacts().upsertRecords(body(
      [{Last_Name: 'Fifth', Email: 'fourth@example.com', External_ID: 'C-5'}], ['External_ID'])));
  assert.deepEqual(external.rows.map((r) => r.action), ['insert'], 'Email is not looked at');
  ids.twin = BigInt(external.rows[0].details.id);
});

await step('list, page by page', async () => {
  const of = Record.GetRecordsParam;
  const seen = [];
  let pageToken;
  let pages = 0;
  do {
    const asked = {FIELDS: 'Last_Name,Email', PER_PAGE: 2, SORT_BY: 'id', SORT_ORDER: 'asc'};
    const {status, object} = await answer(contacts().getRecords(
        await params(of, pageToken ? {...asked, PAGE_TOKEN: pageToken} : asked)));
    assert.equal(status, 200);
    seen.push(...object.getData().map((r) => r.getId()));
    const info = object.getInfo();
    assert.equal(info.getPerPage(), 2);
    pageToken = info.getMoreRecords() ? info.getNextPageToken() : undefined;
    assert(!info.getMoreRecords() || pageToken, 'more records, and no token');
    pages++;
  } while (pageToken && pages < 10);
  assert.deepEqual(seen, [ids.mira, ids.lukasz, ids.third, ids.fourth, ids.fifth, ids.twin]);
  const second = await answer(contacts().getRecords(await params(of,
      {FIELDS: 'Last_Name', PER_PAGE: 4, PAGE: 2, SORT_BY: 'Created_Time', SORT_ORDER: 'desc'})));
  assert.equal(second.object.getData().length, 2);
  assert.equal(second.object.getInfo().getMoreRecords(), false);
  const some = await answer(contacts().getRecords(await params(of, {FIELDS: 'Last_Name', IDS: `${ids.third},${ids.mira}`})));
  assert.equal(some.object.getData().length, 2);
  assert.deepEqual(await answer(records('Vendors').getRecords(await params(of, {FIELDS: 'Vendor_Name'}))),
      {status: 204, object: null});
  assert.equal((await refused(contacts().getRecords())).code, 'REQUIRED_PARAM_MISSING');
});

await step('search', async () => {
  const search = async (values) => {
    const {status, object} = await answer(contacts().searchRecords(await params(Record.SearchRecordsParam, values)));
    return status === 204 ? [] : object.getData().map((r) => r.getId());
  };
  assert.deepEqual(await search({CRITERIA: '(External_ID:equals:C-2)'}), [ids.lukasz]);
  assert.deepEqual(await search({CRITERIA: '((Department:equals:Field)and(Email:starts_with:fourth))'}), [ids.fourth]);
  assert.deepEqual(await search({CRITERIA: `(Account_Name:equals:${ids.sudwind})`}), [ids.mira]);
  assert.deepEqual(await search({EMAIL: 'mira+crm@example.com'}), [ids.mira]);
  assert.deepEqual(await search({WORD: 'kafo'}), [ids.mira]);
  assert.deepEqual(await search({CRITERIA: '(Last_Name:equals:Nobody)'}), []);
  const bad = await refused(contacts().searchRecords(await params(Record.SearchRecordsParam, {CRITERIA: '(Nothing:equals:1)'})));
  assert.deepEqual([bad.status, bad.code], [400, 'INVALID_QUERY']);
});

await step('count', async () => {
  const {object} = await answer(contacts().recordCount());
  assert(object instanceof Record.CountWrapper);
  assert.equal(Number(object.getCount()), 6);
});

await step('records by their external ids', async () => {
  const own = 'Contacts.External_ID';
  const got = await answer(contacts().getRecordUsingExternalId(
      'C-1', null, await byExternal(Record.GetRecordUsingExternalIDHeader, own)));
  assert.equal(got.object.getData()[0].getId(), ids.mira);
  const changed = await written(contacts().updateRecordUsingExternalId(
      'C-1', body([{Department: 'Board'}]), await byExternal(Record.UpdateRecordUsingExternalIDHeader, own)));
  assert.deepEqual([changed.status, changed.rows[0].code], [200, 'SUCCESS']);
  const many = await written(contacts().updateRecords(
      body([{External_ID: 'C-2', Department: 'Desk'}, {External_ID: 'C-404', Department: 'Desk'}]),
      await byExternal(Record.UpdateRecordsHeader, own)));
  assert.deepEqual([many.status, ...many.rows.map((r) => r.code)], [207, 'SUCCESS', 'INVALID_DATA']);
  const users = await answer(contacts().getRecordUsingExternalId(
      'mine-1', null, await byExternal(Record.GetRecordUsingExternalIDHeader, 'Contacts.External_Contact_ID')));
  assert.equal(users.object.getData()[0].getId(), ids.mira);
  const gone = await written(contacts().deleteRecordUsingExternalId(
      'C-3', null, await byExternal(Record.DeleteRecordUsingExternalIDHeader, own)));
  assert.deepEqual([gone.status, gone.rows[0].message], [200, 'record deleted']);
  const unknown = await answer(contacts().getRecordUsingExternalId(
      'C-3', null, await byExternal(Record.GetRecordUsingExternalIDHeader, own)));
  assert.equal(unknown.status, 204);
});

await step('delete, and read what was deleted', async () => {
  const one = await written(contacts().deleteRecord(ids.fifth));
  assert.deepEqual([one.status, one.rows[0].message], [200, 'record deleted']);
  const some = await written(contacts().deleteRecords(
      await params(Record.DeleteRecordsParam, {IDS: `${ids.fourth},1`})));
  assert.deepEqual([some.status, ...some.rows.map((r) => r.made)], [207, true, false]);
  const {object} = await answer(contacts().getDeletedRecords(
      await params(Record.GetDeletedRecordsParam, {TYPE: new Choice('all')}).catch(
          () => params(Record.GetDeletedRecordsParam, {TYPE: 'all'}))));
  assert.deepEqual(object.getData().map((r) => r.getId()).sort(), [ids.third, ids.fourth, ids.fifth].sort());
  const fifth = object.getData().find((r) => r.getId() === ids.fifth);
  assert.equal(fifth.getDisplayName(), 'Fifth');
  assert(fifth.getDeletedTime() instanceof Date);
  assert.equal(Number((await answer(contacts().recordCount())).object.getCount()), 3);
});

await step('what is refused as a whole', async () => {
  const many = Array.from({length: 101}, (_, i) => ({Last_Name: `N${i}`}));
  assert.equal((await refused(contacts().createRecords(body(many)))).code, 'LIMIT_EXCEEDED');
  await assert.rejects(records('Nothings').createRecords(body([{Name: 'x'}, {Name: 'y'}])), (e) => {
    assert.equal(e.code, 'API_EXCEPTION');
    assert.match(JSON.stringify(e.details), /INVALID_MODULE/);
    return true;
  });
});

await step('a token that has run out is renewed without a word', async () => {
  const stored = async () => (await store.getTokens())[0];
  const known = await stored();
  const before = known.getAccessToken();
  for (const one of [known, token]) {
    await one.setExpiresIn(String(Date.now() - 1000));
  }
  await store.saveToken(known);
  assert.equal((await answer(contacts().getRecord(ids.mira))).status, 200);
  const after = await stored();
  assert.notEqual(after.getAccessToken(), before);
  assert(Number(after.getExpiresIn()) > Date.now() + 60000, `until ${after.getExpiresIn()}`);
});

await step('tokens that are none', async () => {
  const elsewhere = (name) => new sdk.FileStore(join(process.env.RESOURCES, name));
  await initializeWith('1000.nobody.nothing', elsewhere('other.txt'));
  const told = await refused(records('Contacts').recordCount());
  assert.deepEqual([told.status, told.code], [401, 'INVALID_TOKEN']);
  await assert.rejects(initialize('1000.no.such', elsewhere('third.txt')), (e) => {
    assert.match(`${e.code} ${e.message}`, /INVALID TOKEN ERROR.*invalid_code/);
    return true;
  });
});
