import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["src/global-setup.ts"],
    pool: "forks",
    // Sound is measured against the clock: two files at once on two cores would measure each other.
    fileParallelism: false,
    testTimeout: 40_000,
    hookTimeout: 60_000,
    reporters: ["verbose", ["json", { outputFile: "out/report.json" }]],
  },
});
