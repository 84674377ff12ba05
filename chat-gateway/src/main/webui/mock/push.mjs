// What people want to be told of, and in which browsers. Nothing is ever pushed from here.

import { generateKeyPairSync } from 'node:crypto';
import { uuid } from './data.mjs';

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { x, y } = publicKey.export({ format: 'jwk' });
const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);

const rules = new Map();
const browsers = new Map();
const usual = { default: 'all', numbers: {}, preview: true, sound: true };

/** @returns what is answered, or null for an address of nobody's */
export function pushApi({ method, pathname, body, me }) {
  const mine = browsers.get(me.user) ?? [];
  const what = pathname.slice('/api/push'.length);
  if (method === 'GET' && what === '') {
    return {
      status: 200,
      json: {
        publicKey: process.env.MOCK_PUSH === 'off' ? undefined : point.toString('base64url'),
        previewAllowed: true,
        rules: rules.get(me.user) ?? usual,
        browsers: mine,
      },
    };
  }
  if (method === 'PUT' && what === '/rules') {
    rules.set(me.user, { ...usual, ...body });
    return { status: 200, json: rules.get(me.user) };
  }
  if (method === 'POST' && what === '/subscriptions') {
    const at = new Date().toISOString();
    const browser = { id: uuid(), since: at, seenAt: at };
    browsers.set(me.user, [browser, ...mine]);
    return { status: 201, json: { id: browser.id } };
  }
  const id = /^\/subscriptions\/([^/]+)(\/trial)?$/.exec(what)?.[1];
  if (id !== undefined && method === 'DELETE') {
    browsers.set(
      me.user,
      mine.filter((one) => one.id !== id),
    );
    return { status: 204 };
  }
  return id !== undefined && method === 'POST' ? { status: 202, json: {} } : null;
}
