// Prints "passed failed skipped" of test reports: `count.mjs surefire FOLDER…` or `count.mjs vitest FILE`.
// A report that is missing counts as one failure, so that a stage that never ran cannot look green.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

function surefireFiles(folder) {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
            return entry.name === "src" ? [] : surefireFiles(path);
        }
        return /^TEST-.*\.xml$/.test(entry.name) ? [path] : [];
    });
}

function surefire(folders) {
    const totals = { tests: 0, failures: 0, errors: 0, skipped: 0 };
    for (const file of folders.flatMap(surefireFiles)) {
        const head = /<testsuite\s[^>]*>/.exec(readFileSync(file, "utf8"))[0];
        for (const name of Object.keys(totals)) {
            totals[name] += Number(new RegExp(`\\s${name}="(\\d+)"`).exec(head)[1]);
        }
    }
    const failed = totals.failures + totals.errors;
    return totals.tests === 0 ? [0, 1, 0] : [totals.tests - failed - totals.skipped, failed, totals.skipped];
}

function vitest([file]) {
    if (!existsSync(file)) {
        return [0, 1, 0];
    }
    const report = JSON.parse(readFileSync(file, "utf8"));
    const brokenFiles = report.testResults.filter((f) => f.status === "failed" && f.assertionResults.length === 0);
    return [
        report.numPassedTests,
        report.numFailedTests + brokenFiles.length,
        report.numPendingTests + report.numTodoTests,
    ];
}

const [kind, ...paths] = process.argv.slice(2);
console.log((kind === "surefire" ? surefire(paths) : vitest(paths)).join(" "));
