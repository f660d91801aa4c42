/** What remains of a room. */
export const ended = {
  endedRoom: {
    host: "主持",
    playFrom: "从 {{time}} 开始播放",
  },
};
