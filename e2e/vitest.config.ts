import { defineConfig } from "vitest/config";

/** Files that measure sound or people's patience against the clock: two at once would measure each other. */
const timed = [
  "floor",
  "gathering",
  "latency",
  "loss",
  "recording",
  "room",
  "page",
  "survival",
  "suspension",
];
const measuring = timed.map((name) => `tests/${name}.test.ts`);

export default defineConfig({
  test: {
    globalSetup: ["src/global-setup.ts"],
    setupFiles: ["src/on-failure.ts"],
    reporters: ["verbose", ["json", { outputFile: "out/report.json" }]],
    projects: [
      {
        extends: true,
        test: {
          name: "side by side",
          include: ["tests/**/*.test.ts"],
          exclude: measuring,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: "alone", include: measuring, fileParallelism: false, sequence: { groupOrder: 1 } },
      },
    ].map(({ extends: more, test }) => ({
      extends: more as true,
      test: { ...test, globalSetup: [], pool: "forks" as const, testTimeout: 40_000, hookTimeout: 60_000 },
    })),
  },
});
