// Proof: who a request comes from, and what follows where that is not proven.

import type { X509Certificate } from 'node:crypto';
import { parseMac } from '../../contract/mac.ts';
import type { Asked } from '../http/asked.ts';
import type { Matter } from '../http/gate.ts';
import { type Reply, refuse } from '../http/reply.ts';
import type { Log } from '../log.ts';
import type { Tables } from '../tables.ts';
import { proveCertificate } from './certificate.ts';
import type { Client } from './client.ts';
import type { FirstContacts } from './firstContact.ts';
import type { Guesses } from './guesses.ts';
import type { PasswordProof, Passwords } from './password.ts';
import { type Asset, asksProof, permit, type Who } from './permit.ts';
import type { AccessTable } from './table.ts';

/** One request on its way through the gate. */
export interface Asking {
  asked: Asked;
  matter: Matter;
  client: Client;
  asset: Asset;
  tables: Tables;
  access: AccessTable;
}

/** What proofs are checked against, and what is remembered of them. */
export interface Proofs {
  /** whose client certificates count; none where they are not asked for */
  authorities(): X509Certificate[];
  /** in place of the inventory's time, milliseconds */
  firstContact: number | undefined;
  passwords: Passwords;
  guesses: Guesses;
  contacts: FirstContacts;
  log: Log;
}

// Digest asks before it gets an answer: that is how a healthy phone's first request goes, and nothing to tell.
const unasked = undefined;

/** The refusal of a request, or undefined where it may have what it asks for. `address`: as guesses are counted. */
export function refusalOf(asking: Asking, address: string, proofs: Proofs): Reply | undefined {
  const { asset, access } = asking;
  const { who, proof, fault } = identify(asking, proofs);
  const mac = asset.kind === 'own' ? asset.mac : '';
  const isOurs = mac !== '' && isInInventory(mac, asking);
  if (mac !== '' && !isOurs) proofs.guesses.unknownMac(address, mac);
  if (proof.kind === 'failed') proofs.guesses.wrongPassword(address, mac);
  const verdict = permit(asset, who, asking);
  if (verdict === 'yes') {
    if (isOurs) settle({ mac, address, who }, asking, proofs);
    return undefined;
  }
  if (verdict !== 'prove') return refuse(403, verdict.reason);
  const contact = proof.kind === 'none' ? firstContact(asking, address, proofs) : unasked;
  if (contact === 'yes') return undefined;
  if (access.auth.scheme === 'none') return refuse(403, fault ?? 'a client certificate is required');
  const reason = 'reason' in proof ? proof.reason : (fault ?? contact);
  const headers = { 'www-authenticate': proofs.passwords.challenge(access, proof.kind === 'stale') };
  return { status: 401, headers, body: 'who are you?\n', ...(reason !== undefined && { reason }) };
}

// What a file's target knows of its phone need not be looked up.
function isInInventory(mac: string, { matter: { target }, tables }: Asking): boolean {
  return target.kind === 'file' && target.entry.mac === mac
    ? target.inventory !== undefined
    : tables.phones.has(mac);
}

interface Identified {
  who: Who;
  proof: PasswordProof;
  /** what is wrong with the certificate that was shown */
  fault: string | undefined;
}

const unknown: Identified = { who: { kind: 'nobody' }, proof: { kind: 'none' }, fault: undefined };

/** A good certificate decides; without one the password counts. */
function identify({ asked, access }: Asking, { authorities, passwords }: Proofs): Identified {
  if (!asksProof(access)) return unknown;
  const known = asked.secure ? authorities() : [];
  const certificate = known.length > 0 ? asked.certificate() : undefined;
  const shown = certificate && proveCertificate(certificate, { ...access.certificates, authorities: known });
  if (shown && 'mac' in shown)
    return { ...unknown, who: { kind: 'phone', mac: shown.mac, by: 'certificate' } };
  const fault = shown?.reason;
  if (access.auth.scheme === 'none') return { ...unknown, fault };
  const { method, target } = asked;
  const proof = passwords.prove({ method, target, header: asked.header('authorization') }, access);
  return { who: whoOf(proof, access), proof, fault };
}

function whoOf(proof: PasswordProof, { auth: { perPhone } }: AccessTable): Who {
  if (proof.kind !== 'proven') return { kind: 'nobody' };
  return perPhone ? { kind: 'phone', mac: proof.user, by: 'password' } : { kind: 'fleet' };
}

/** Takes note that a phone of the inventory got what is its own. */
function settle(
  { mac, address, who }: { mac: string; address: string; who: Who },
  { access }: Asking,
  { guesses, contacts, firstContact: time = access.firstContact, log }: Proofs,
): void {
  guesses.atHome(address, mac);
  if (who.kind === 'nobody' || time === 0) return;
  try {
    contacts.proved(mac);
  } catch (error) {
    log({ level: 'error', event: 'first-contact-failed', mac, message: String(error) });
  }
}

/** Whether a phone that shows nothing has this by its first contact, or why not. */
function firstContact(asking: Asking, address: string, proofs: Proofs): string | undefined {
  const { asset, access } = asking;
  const { firstContact: time = access.firstContact, contacts, guesses, log } = proofs;
  if (time === 0) return unasked;
  const isPermitted = (mac: string) =>
    permit(asset, { kind: 'phone', mac, by: 'first contact' }, asking) === 'yes';
  if (asset.kind !== 'own' && contacts.at(address).some(isPermitted)) return 'yes';
  const mac = claimedBy(asking);
  if (mac === undefined || !isPermitted(mac)) return unasked;
  try {
    const contact = contacts.own(mac, address, time);
    if (contact === 'yes') guesses.atHome(address, mac);
    return said[contact];
  } catch (error) {
    log({ level: 'error', event: 'first-contact-failed', mac, message: String(error) });
    return 'its first contact could not be noted down';
  }
}

/** The phone that this is by what it says itself: the path's, or where that names none its User-Agent's; of the right model. */
function claimedBy({ asset, matter: { phone }, tables }: Asking): string | undefined {
  const mac = asset.kind === 'own' ? asset.mac : parseMac(phone?.serial ?? '');
  const model = mac === undefined ? undefined : tables.phones.get(mac)?.model;
  return phone && model === phone.kind ? mac : undefined;
}

const said = {
  yes: 'yes',
  proved: unasked,
  over: 'its first contact is over',
  elsewhere: 'its first contact was from another address',
};
