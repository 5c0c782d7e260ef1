import { wordsOf } from '../../words/words.ts';

/** The words of signing on and of accepting an invitation. */
export const useSignOnWords = wordsOf('sign-on', {
  title: 'Sign on to your pool',
  about: 'Figures, votes and records of a pool are open to those who belong to it.',
  email: 'Email',
  password: 'Password',
  signOn: 'Sign on',
  passkey: 'Use a passkey',
  provider: 'Sign on with your organisation',
  wrong: 'Email and password do not belong together. After some tries there is a pause of a minute.',
  code: 'Code of your authenticator',
  codeAbout: 'Six digits, or one of the recovery codes that you kept.',
  confirm: 'Confirm',
  wrongCode: 'This code is not right, or its time has passed.',
  forgot: 'Forgotten? The administrator of your pool can send you a letter to choose a new password.',
  invited: 'You are invited',
  invitedAbout: 'Choose the name that others see and a password of at least twelve characters.',
  invitedKnown: 'Accept as who I am already',
  name: 'Name',
  accept: 'Accept the invitation',
  invalid: 'This invitation was used, taken back, or has run out. Ask for another.',
});
