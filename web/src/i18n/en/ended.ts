/** What remains of a room. */
export const ended = {
  endedRoom: {
    host: "Host",
    playFrom: "Play from {{time}}",
  },
};
