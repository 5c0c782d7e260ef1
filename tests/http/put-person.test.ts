import { expect, test } from 'vitest';
import { signOnService } from './sign-on.ts';

test('a person who was made by a process that ended before the password has one the next time', async () => {
  const served = await signOnService();
  try {
    const email = 'ada@pool.example';
    const invitation = await served.invitation(email, { role: 'administrator' });
    await served.signOn.putPerson({ email, name: 'Ada', password: 'a first long password', invitation });
    await served.owner.query('DELETE FROM identity.account');
    await served.signOn.putPerson({ email, name: 'Ada', password: 'a second long password' });
    expect((await served.browser().signOn(email, 'a second long password')).statusCode).toBe(200);
  } finally {
    await served.close();
  }
});
