// Every territory operation of an official client against a server, as an application would use it.
import assert from 'node:assert/strict';
import {Record, acted, answer, body, initialize, params, record, records, refused, sdk, step, word, written} from './client.mjs';

const {Territories, TerritoryUsers, Users, UsersTerritories, Choice} = sdk;
const territories = () => new Territories.TerritoriesOperations();
const usersOf = () => new TerritoryUsers.TerritoryUsersOperations();
const accounts = () => records('Accounts');

// As the public complaint has them: numbers past what a double holds.
const NORTH = 4150868000001234567n;
const SOUTH = 4150868000001234568n;
const ids = {};

const change = (calling) => acted(calling, [Territories.ActionWrapper], 'getTerritories');

/** A body of territories, of what each is given by its setters. */
function territoryBody(of, wrapper, rows) {
  const made = new wrapper();
  made.setTerritories(rows.map((row) => filled(new of(), row)));
  return made;
}

function filled(made, values) {
  for (const [setter, value] of Object.entries(values)) {
    made[setter](value);
  }
  return made;
}

const territoriesOf = (rows) => territoryBody(Territories.Territories, Territories.BodyWrapper, rows);
const transfers = (rows) => territoryBody(Territories.TransferTerritory, Territories.TransferBodyWrapper, rows);
const under = (id) => filled(new Territories.ReportingTo(), {setId: id});
const leaf = (field, comparator, value) => filled(new Territories.Criteria(), {
  setField: filled(new Territories.Field(), {setAPIName: field}), setComparator: comparator, setValue: value,
});
const put = (...places) => places.map((id) => filled(new Record.Territory(), {setId: id}));

/** Where a record is, as it is read back. */
async function places(id) {
  const {object} = await answer(accounts().getRecord(id));
  return object.getData()[0].getKeyValue('Territories');
}

const named = (list) => list.map((t) => t.get('Name')).sort();

/** The user's list or the territory's: its status, and the ids in it. */
async function listed(calling, list) {
  const {status, object} = await answer(calling);
  return {status, ids: object ? object[list]().map((each) => each.getId()) : []};
}

await step('sign in with a refresh token', async () => {
  await initialize();
  const me = (await answer(new Users.UsersOperations().getUsers())).object.getUsers();
  ids.admin = me.find((u) => u.getEmail() === process.env.EMAIL).getId();
  ids.seller = me.find((u) => u.getEmail() === process.env.SELLER).getId();
  ids.viewer = me.find((u) => u.getLastName() === 'viewer').getId();
});

await step('read territories', async () => {
  const {status, object} = await answer(territories().getTerritories());
  assert.equal(status, 200);
  assert.deepEqual(object.getTerritories().map((t) => t.getName()).sort(), ['North', 'ROOT', 'South']);
  assert.equal(object.getInfo().getCount(), 3);
  assert.equal(object.getInfo().getMoreRecords(), false);
  const root = object.getTerritories().find((t) => !t.getReportingTo());
  ids.root = root.getId();
  const south = object.getTerritories().find((t) => t.getId() === SOUTH);
  assert.equal(south.getReportingTo().getId(), ids.root);
  assert.equal(south.getReportingTo().getName(), 'ROOT');
  assert(south.getModifiedTime() instanceof Date);
  const one = (await answer(territories().getTerritory(NORTH))).object.getTerritories();
  assert.deepEqual(one.map((t) => [t.getId(), t.getName(), word(t.getPermissionType())]), [[NORTH, 'North', 'read_only']]);
  const of = Territories.GetTerritoriesParam;
  const two = await answer(territories().getTerritories(await params(of, {IDS: `${NORTH},${SOUTH}`, PER_PAGE: 1, PAGE: 2})));
  assert.deepEqual([two.object.getTerritories().length, two.object.getInfo().getPage()], [1, 2]);
  const filter = JSON.stringify({field: {api_name: 'name'}, comparator: 'starts_with', value: 'Nor'});
  const found = await answer(territories().getTerritories(await params(of, {FILTERS: filter})));
  assert.deepEqual(found.object.getTerritories().map((t) => t.getId()), [NORTH]);
  const wrong = await refused(territories().getTerritory(1n), Territories.APIException);
  assert.deepEqual([wrong.status, wrong.code], [400, 'INVALID_DATA']);
});

await step('create', async () => {
  const {status, rows} = await change(territories().createTerritories(territoriesOf([
    {
      setName: 'Fjord', setDescription: 'All of the coast', setReportingTo: under(NORTH),
      setManager: filled(new Territories.Manager(), {setId: ids.seller}), setPermissionType: new Choice('read_write_delete'),
      setAccountRuleCriteria: filled(new Territories.Criteria(), {setGroupOperator: 'and', setGroup: [
        leaf('Billing_Country', 'equal', 'Norway'), leaf('Employees', 'greater_than', '10'),
      ]}),
    },
    {setName: 'Harbour', setReportingTo: under(NORTH), setPermissionType: new Choice('read_only')},
    {setName: 'north', setReportingTo: under(ids.root), setPermissionType: new Choice('read_only')},
    {setName: 'Astray', setReportingTo: under(1n), setPermissionType: new Choice('read_only')},
  ])));
  assert.equal(status, 207);
  assert.deepEqual(rows.map((r) => r.code), ['SUCCESS', 'SUCCESS', 'DUPLICATE_DATA', 'INVALID_DATA']);
  assert.equal(rows[0].message, 'Territory Created Successfully');
  assert.equal(rows[2].details.json_path, '$.territories[2].name');
  [ids.fjord, ids.harbour] = rows.map((r) => r.details.id);
  assert.equal(typeof ids.fjord, 'bigint');
  const fjord = (await answer(territories().getTerritories(await params(Territories.GetTerritoriesParam,
      {IDS: `${ids.fjord}`, INCLUDE: 'account_rule_criteria'})))).object.getTerritories()[0];
  assert.equal(fjord.getManager().getId(), ids.seller);
  assert.equal(fjord.getDescription(), 'All of the coast');
  assert.equal(word(fjord.getPermissionType()), 'read_write_delete');
  const rule = fjord.getAccountRuleCriteria();
  assert.equal(rule.getGroupOperator().toLowerCase(), 'and');
  assert.deepEqual(rule.getGroup().map((c) => [c.getField().getAPIName(), c.getComparator(), c.getValue()]),
      [['Billing_Country', 'equal', 'Norway'], ['Employees', 'greater_than', '10']]);
});

await step('update', async () => {
  const some = await change(territories().updateTerritories(territoriesOf([
    {setId: SOUTH, setAccountRuleCriteria: leaf('Billing_State', 'equal', 'Texas')},
    {setId: ids.harbour, setDescription: 'Ships', setReportingTo: under(ids.fjord)},
    {setId: 1n, setDescription: 'Nothing'},
  ])));
  assert.deepEqual([some.status, ...some.rows.map((r) => r.code)], [207, 'SUCCESS', 'SUCCESS', 'INVALID_DATA']);
  assert.deepEqual(some.rows.slice(0, 2).map((r) => r.details.id), [SOUTH, ids.harbour]);
  const one = await change(territories().updateTerritory(ids.fjord, territoriesOf([{setName: 'Fjords', setManager: null}])));
  assert.deepEqual([one.status, one.rows[0].message], [200, 'Territory Updated Successfully']);
  const fjord = (await answer(territories().getTerritory(ids.fjord))).object.getTerritories()[0];
  assert.deepEqual([fjord.getName(), fjord.getManager() ?? null], ['Fjords', null]);
});

await step('what is below', async () => {
  const below = async (id) => listed(territories().getChildTerritory(id), 'getTerritories');
  assert.deepEqual(await below(NORTH), {status: 200, ids: [ids.fjord]});
  assert.deepEqual(await below(ids.harbour), {status: 204, ids: []});
});

await step('users of a territory', async () => {
  const of = TerritoryUsers;
  const users = (list) => {
    const wrapper = new of.BodyWrapper();
    wrapper.setUsers(list.map((id) => filled(new Users.Users(), {setId: id})));
    return wrapper;
  };
  // Two of the clients read what becomes of members as if users were written.
  const acts = (calling) => acted(calling, [of.ActionWrapper, Users.ActionWrapper], 'getUsers');
  assert.deepEqual(await listed(usersOf().getTerritoryUsers(NORTH), 'getUsers'), {status: 204, ids: []});
  const both = await acts(usersOf().updateTerritoryUsers(NORTH, users([ids.viewer, ids.seller, ids.admin, 1n])));
  assert.deepEqual([both.status, ...both.rows.map((r) => r.code)], [207, 'SUCCESS', 'SUCCESS', 'NOT_ALLOWED', 'INVALID_DATA'],
      'nobody changes where they themselves are');
  assert.equal(both.rows[0].message, 'Given User added to the mentioned territory Successfully');
  const one = await acts(usersOf().updateTerritoryUser(ids.seller, SOUTH));
  assert.deepEqual([one.status, one.rows[0].code], [200, 'SUCCESS']);
  const north = await listed(usersOf().getTerritoryUsers(NORTH), 'getUsers');
  assert.deepEqual(new Set(north.ids), new Set([ids.viewer, ids.seller]));
  const seller = (await answer(usersOf().getTerritoryUser(ids.seller, SOUTH))).object;
  assert.deepEqual(seller.getUsers().map((u) => u.getEmail()), [process.env.SELLER]);
  const count = (await answer(territories().getAssociatedUserCount())).object;
  assert(count instanceof Territories.AssociatedUsersCountWrapper);
  assert.deepEqual(
      new Map(count.getAssociatedUsersCount().map((c) => [c.getTerritory().getName(), Number(c.getCount())])).get('North'), 2);
  const gone = await acts(usersOf().deassociateTerritoryUsers(
      NORTH, await params(of.DeassociateTerritoryUsersParam, {IDS: `${ids.viewer}`})));
  assert.deepEqual([gone.status, gone.rows[0].message], [200, 'Given User Removed from the mentioned territory Successfully']);
  await acts(usersOf().deassociateTerritoryUser(ids.seller, NORTH));
  assert.equal((await listed(usersOf().getTerritoryUsers(NORTH), 'getUsers')).status, 204);
});

await step('territories of a user', async () => {
  const of = UsersTerritories;
  const theirs = new of.UsersTerritoriesOperations(ids.seller);
  const acts = (calling) => acted(calling, [of.ActionWrapper], 'getTerritories');
  const wrapper = territoryBody(of.Territory, of.BodyWrapper, [{setId: NORTH}, {setId: ids.harbour}]);
  const made = await acts(theirs.associateTerritoriesToUser(wrapper));
  assert.deepEqual([made.status, made.rows[0].message], [200, 'Territory associated to the user successfully']);
  assert.deepEqual(new Set((await listed(theirs.getTerritoriesOfUser(), 'getTerritories')).ids),
      new Set([NORTH, SOUTH, ids.harbour]));
  const harbour = (await answer(theirs.getTerritoryOfUser(ids.harbour))).object.getTerritories()[0];
  assert.deepEqual([harbour.getName(), harbour.getReportingTo().getName(), harbour.getReportingTo().getId()],
      ['Harbour', 'Fjords', ids.fjord]);
  const gone = await acts(theirs.removeTerritoriesFromUser(
      await params(of.RemoveTerritoriesFromUserParam, {IDS: `${NORTH},${ids.harbour}`})));
  assert.deepEqual([gone.status, ...gone.rows.map((r) => r.made)], [200, true, true]);
  assert.equal((await acts(theirs.removeTerritoryFromUser(SOUTH))).rows[0].code, 'SUCCESS');
  assert.equal((await listed(theirs.getTerritoriesOfUser(), 'getTerritories')).status, 204);
});

await step('records go where rules say', async () => {
  const made = await written(accounts().createRecords(body([
    {Account_Name: 'Acme Corp', Billing_State: 'Texas'},
    {Account_Name: 'TechStart Inc'},
    {Account_Name: 'Bergen Ltd', Billing_Country: 'Norway', Employees: 42},
  ])));
  [ids.acme, ids.tech, ids.bergen] = made.rows.map((r) => BigInt(r.details.id));
  const south = (await places(ids.acme))[0];
  assert.deepEqual([south.get('id'), south.get('Name'), south.get('$assigned'), south.get('$assigned_by')],
      [`${SOUTH}`, 'South', 'automatically', null]);
  assert.deepEqual(named(await places(ids.bergen)), ['Fjords']);
  assert.deepEqual(await places(ids.tech), []);
});

await step('accounts that exist are reassigned by an upsert', async () => {
  const month = async (acme, tech) => written(accounts().upsertRecords(body([
    {Account_Name: 'Acme Corp', Territory: acme}, {Account_Name: 'TechStart Inc', Territory: tech},
  ])));
  const {status, rows} = await month(`${NORTH}`, `${SOUTH}`);
  assert.equal(status, 200);
  assert.deepEqual(rows.map((r) => [r.code, r.action, r.duplicateField, BigInt(r.details.id)]),
      [['SUCCESS', 'update', 'Account_Name', ids.acme], ['SUCCESS', 'update', 'Account_Name', ids.tech]]);
  const acme = await places(ids.acme);
  assert.deepEqual(acme.map((t) => [t.get('id'), t.get('Name'), t.get('$assigned'), t.get('$assigned_by').get('id')]),
      [[`${NORTH}`, 'North', 'manually', `${ids.admin}`]]);
  assert.deepEqual(named(await places(ids.tech)), ['South']);
  await month(`${SOUTH}`, `${NORTH}`);
  assert.deepEqual([named(await places(ids.acme)), named(await places(ids.tech))], [['South'], ['North']]);
  const none = await month('12', `${SOUTH}`);
  assert.deepEqual([none.status, ...none.rows.map((r) => r.code)], [207, 'INVALID_DATA', 'SUCCESS']);
  const listedToo = await written(accounts().updateRecord(ids.tech, body([{Territories: put(NORTH, ids.harbour)}])));
  assert.deepEqual([listedToo.status, listedToo.rows[0].code], [200, 'SUCCESS']);
  assert.deepEqual(named(await places(ids.tech)), ['Harbour', 'North'], 'exactly these');
  await month(null, null);
  const back = await places(ids.acme);
  assert.deepEqual([named(back), back[0].get('$assigned')], [['South'], 'automatically']);
  assert.deepEqual(await places(ids.tech), []);
});

await step('territories are assigned to records, and removed', async () => {
  const {status, rows} = await written(accounts().assignTerritoriesToMultipleRecords(body([
    {id: ids.acme, Territories: put(NORTH)}, {id: ids.tech, Territories: put(NORTH, ids.harbour)}, {id: 1n, Territories: put(NORTH)},
  ])));
  assert.equal(status, 207);
  assert.deepEqual(rows.map((r) => r.code), ['SUCCESS', 'SUCCESS', 'INVALID_DATA']);
  assert.equal(rows[0].message, 'the territories data updated successfully');
  assert.deepEqual(named(await places(ids.acme)), ['North', 'South']);
  const one = await written(accounts().assignTerritoryToRecord(ids.tech, body([{Territories: put(SOUTH)}])));
  assert.deepEqual([one.status, one.rows[0].code], [200, 'SUCCESS']);
  assert.deepEqual(named(await places(ids.tech)), ['Harbour', 'North', 'South']);
  const again = await written(accounts().assignTerritoryToRecord(ids.tech, body([{Territories: put(SOUTH)}])));
  assert.deepEqual([again.status, again.rows[0].code], [400, 'DUPLICATE_DATA']);
  const some = await written(accounts().removeTerritoriesFromMultipleRecords(body([
    {id: ids.tech, Territories: put(SOUTH)}, {id: ids.bergen, Territories: put(ids.fjord)},
  ])));
  assert.deepEqual([some.status, ...some.rows.map((r) => r.code)], [207, 'SUCCESS', 'NOT_ALLOWED']);
  const last = await written(accounts().removeTerritoriesFromRecord(ids.acme, body([{Territories: put(NORTH)}])));
  assert.deepEqual([last.status, last.rows[0].message], [200, 'the territories data removed successfully']);
  assert.deepEqual([named(await places(ids.acme)), named(await places(ids.tech))], [['South'], ['Harbour', 'North']]);
});

await step('records of a territory', async () => {
  const of = async (territory, below) => listed(accounts().getRecords(await params(Record.GetRecordsParam,
      {FIELDS: 'Account_Name,Territories', TERRITORY_ID: `${territory}`, INCLUDE_CHILD: below})), 'getData');
  assert.deepEqual((await of(NORTH, 'false')).ids, [ids.tech]);
  assert.deepEqual(new Set((await of(NORTH, 'true')).ids), new Set([ids.tech, ids.bergen]));
  assert.deepEqual((await of(SOUTH, 'false')).ids, [ids.acme]);
});

await step('contacts go with their account', async () => {
  const made = await written(records('Contacts').createRecords(body(
      [{Last_Name: 'Okafor', Account_Name: record({id: ids.acme})}])));
  const {object} = await answer(records('Contacts').getRecord(BigInt(made.rows[0].details.id)));
  assert.deepEqual(named(object.getData()[0].getKeyValue('Territories')), ['South']);
});

await step('delete, and hand on what is below', async () => {
  const child = await change(territories().deleteTerritory(ids.fjord));
  assert.deepEqual([child.status, child.rows[0].code], [400, 'NOT_ALLOWED']);
  const one = await change(territories().transferAndDeleteTerritory(ids.fjord, transfers(
      [{setTransferToId: ids.root, setDeletePreviousForecasts: false}])));
  assert.deepEqual([one.status, one.rows[0].message], [200, 'Territory Transferred And Deleted Successfully']);
  const harbour = (await answer(territories().getTerritory(ids.harbour))).object.getTerritories()[0];
  assert.equal(harbour.getReportingTo().getId(), ids.root);
  assert.deepEqual(await places(ids.bergen), []);
  const made = await change(territories().createTerritories(territoriesOf([
    {setName: 'East', setReportingTo: under(ids.root), setPermissionType: new Choice('read_only')},
    {setName: 'West', setReportingTo: under(ids.root), setPermissionType: new Choice('read_only')},
  ])));
  const [east, west] = made.rows.map((r) => r.details.id);
  await change(territories().updateTerritory(ids.harbour, territoriesOf([{setReportingTo: under(east)}])));
  const many = await change(territories().transferAndDeleteTerritories(transfers(
      [{setId: east, setTransferToId: ids.root, setDeletePreviousForecasts: false}])));
  assert.deepEqual([many.status, many.rows[0].code], [200, 'SUCCESS']);
  const some = await change(territories().deleteTerritories(await params(Territories.DeleteTerritoriesParam,
      {IDS: `${west},${ids.harbour},1`, DELETE_PREVIOUS_FORECASTS: true})));
  assert.deepEqual([some.status, ...some.rows.map((r) => r.code)], [207, 'SUCCESS', 'SUCCESS', 'INVALID_DATA']);
  const last = await change(territories().deleteTerritory(SOUTH, await params(Territories.DeleteTerritoryParam,
      {DELETE_PREVIOUS_FORECASTS: false})));
  assert.deepEqual([last.status, last.rows[0].message], [200, 'Given Territory Removed Successfully']);
  assert.deepEqual((await listed(territories().getTerritories(), 'getTerritories')).ids.sort(), [ids.root, NORTH].sort());
  assert.deepEqual([named(await places(ids.acme)), named(await places(ids.tech))], [[], ['North']]);
});
