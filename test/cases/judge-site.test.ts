import { judgeSite } from '../../tools/cases/judge-site.ts';

const found = {
  code: 'job-file-missing',
  severity: 'error',
  file: 'src/backend/jobs.config',
  what: 'There is no a.js for job b',
};

it('has nothing to say when each finding is there', () => {
  const { code, severity, file } = found;

  expect(judgeSite({ findings: [] }, [])).toEqual([]);
  expect(judgeSite({ findings: [{ code, severity, file }] }, [found])).toEqual([]);
  expect(judgeSite({ findings: [{ severity, file, says: 'JOB B' }] }, [found])).toEqual([]);
});

it('says which finding is missing and which is one too many', () => {
  const { code, severity, file } = found;

  expect(judgeSite({ findings: [] }, [found])).toEqual([
    'error job-file-missing in src/backend/jobs.config, and should not be: There is no a.js for job b',
  ]);
  expect(judgeSite({ findings: [{ code, severity, file, says: 'job c' }] }, [])).toEqual([
    'no error job-file-missing "job c" in src/backend/jobs.config',
  ]);
  expect(judgeSite({ findings: [{ code, severity: 'note', file }] }, [found])).toHaveLength(2);
  expect(judgeSite({ findings: [{ code, severity, file: 'src/backend/jobs.js' }] }, [found])).toHaveLength(2);
  expect(judgeSite({ findings: [{ code: 'duplicate-job', severity, file }] }, [found])).toHaveLength(2);
});
