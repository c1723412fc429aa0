// Checks what "tenor query proof -o json" printed with the stock ICS-23 library for JavaScript:
// node check.js FILE APP_HASH, the hash being that of a header which you trust.
import { readFileSync } from "node:fs";
import ics23lib from "@confio/ics23";

const { ics23, tendermintSpec, verifyMembership, verifyNonMembership } = ics23lib;
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));

const [file, appHash] = process.argv.slice(2);
if (!appHash) {
  console.error("usage: node check.js FILE APP_HASH");
  process.exit(2);
}
const answer = JSON.parse(readFileSync(file, "utf8"));
const component = ics23.CommitmentProof.decode(bytes(answer.ics23.component));
const leaf = ics23.CommitmentProof.decode(bytes(answer.ics23.key));
const name = new TextEncoder().encode(answer.component);
const root = bytes(answer.componentRoot);
const key = bytes(answer.key);

// The library accepts a longer prefix than the spec's, behind which the head of a key can be hidden.
const exact = [component.exist, leaf.exist, leaf.nonexist?.left, leaf.nonexist?.right]
  .filter(Boolean)
  .every((proof) => Buffer.from(proof.leaf?.prefix ?? []).equals(Buffer.from([0])));
const proven =
  exact &&
  verifyMembership(component, tendermintSpec, bytes(appHash), name, root) &&
  (answer.absent
    ? verifyNonMembership(leaf, tendermintSpec, root, key)
    : verifyMembership(leaf, tendermintSpec, root, key, bytes(answer.value)));
const claim = answer.absent ? `has no key ${answer.key}` : `${answer.key} = ${answer.value}`;
console.log(`${proven ? "pass" : "FAIL"}  ICS-23 for JavaScript: ${answer.component} ${claim}`);
process.exit(proven ? 0 : 1);
