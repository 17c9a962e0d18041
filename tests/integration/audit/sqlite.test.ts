import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { describeAuditLog } from './describeAuditLog.ts';
import { throwAwayFile } from '../records/throwAwayFile.ts';

describeAuditLog('SQLite', async () => {
  const { file, remove } = throwAwayFile();
  return { driver: createSqliteDriver(file), reopen: () => createSqliteDriver(file), remove };
});
