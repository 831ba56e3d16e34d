// Loaded before the program that the set-up hands over to: when the set-up is killed, nobody is left who could stop that program.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
