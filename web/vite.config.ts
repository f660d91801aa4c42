import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The MiTalk server that `npm run dev` talks to; the page itself is always served from one origin.
const server = process.env.MITALK_DEV_SERVER ?? "http://127.0.0.1:7880";

export default defineConfig({
  plugins: [react()],
  server: {
    host: "127.0.0.1",
    proxy: { "/api": { target: server, ws: true }, "/rtc": { target: server, ws: true } },
  },
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    // No resource becomes a data: address, so a strict content security policy can stay strict.
    assetsInlineLimit: 0,
    // livekit-client is one lazy chunk of its own, known and larger than the default warning.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: "livekit", test: /node_modules[\\/]livekit-client/ }] },
      },
    },
  },
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    environment: "happy-dom",
    testTimeout: 20_000,
    hookTimeout: 120_000,
    // Page tests share one browser and two cores.
    fileParallelism: false,
  },
});
