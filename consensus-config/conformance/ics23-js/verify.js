// Has the stock ICS-23 library for JavaScript judge a corpus of proofs: node verify.js FILE
//
// Each line is a claim with its proof and the verdict that is expected: "proven", "refused", "truth" (a true claim
// whose proof was changed where no hash covers it: either verdict) or "strict" (a lie that the library accepts as long
// as the leaf's rule is not compared with the spec's, all of it). Prints a line of counts; exit 0 if all are right.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import ics23lib from "@confio/ics23";

const { ics23, tendermintSpec, verifyMembership, verifyNonMembership } = ics23lib;
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));

// The stock verdict, and whether every leaf's prefix is exactly the spec's: the library accepts a longer one.
function verify(claim) {
  let proof;
  try {
    proof = ics23.CommitmentProof.decode(bytes(claim.proof));
  } catch {
    return { accepted: false, exact: false };
  }
  const leaves = [proof.exist, proof.nonexist?.left, proof.nonexist?.right].filter(Boolean);
  const exact = leaves.every((leaf) => Buffer.from(leaf.leaf?.prefix ?? []).equals(Buffer.from([0])));
  const root = bytes(claim.root);
  const key = bytes(claim.path[0]);
  try {
    const accepted =
      claim.value === ""
        ? verifyNonMembership(proof, tendermintSpec, root, key)
        : verifyMembership(proof, tendermintSpec, root, key, bytes(claim.value));
    return { accepted, exact };
  } catch {
    return { accepted: false, exact }; // it throws where it should say no
  }
}

function fault(claim, { accepted, exact }) {
  switch (claim.expect) {
    case "proven":
      return accepted && exact ? null : "a genuine proof was refused";
    case "refused":
      return accepted ? "a spoilt proof or a lie was accepted" : null;
    case "strict":
      if (!accepted) return "the library refuses by itself what once needed a comparison of the leaf's rule";
      return exact ? "a lie was accepted" : null;
    case "truth":
      return null;
    default:
      return "an unknown expectation";
  }
}

const counts = { proven: 0, refused: 0, strict: 0, truth: 0, "truth accepted": 0 };
const [file] = process.argv.slice(2);
if (!file) {
  console.error("usage: node verify.js FILE");
  process.exit(2);
}
for await (const line of createInterface({ input: createReadStream(file) })) {
  const claim = JSON.parse(line);
  if (claim.form !== "ics23") continue;
  const verdict = verify(claim);
  const wrong = fault(claim, verdict);
  if (wrong) {
    console.error(`FAIL  ${claim.tree}: ${claim.what}: ${wrong}: ${line.slice(0, 2000)}`);
    process.exit(1);
  }
  counts[claim.expect]++;
  if (claim.expect === "truth" && verdict.accepted) counts["truth accepted"]++;
}
for (const kind of ["proven", "refused", "strict"]) {
  if (counts[kind] === 0) {
    console.error(`FAIL  ${file} holds no ICS-23 line for "${kind}"`);
    process.exit(1);
  }
}
console.log(
  `pass  ICS-23 for JavaScript: ${Object.entries(counts).map(([name, n]) => `${name} ${n}`).join(", ")}`,
);
