/** What is needed of a mediasoup-client Producer. */
export type ActiveSender = {
  readonly kind: string;
  readonly rtpSender?: Pick<RTCRtpSender, 'getParameters' | 'setParameters'> | undefined;
};

/**
 * Switches a video sender's encodings. Chromium pads an empty simulcast sender with up to 150 kbit/s of nothing, in order
 * to keep its estimate of the line (seen with 156); inactive encodings are silent. This renegotiates nothing either,
 * unlike mediasoup-client's own `setRtpEncodingParameters`.
 */
export async function setActive({ kind, rtpSender }: ActiveSender, isActive: boolean): Promise<void> {
  if (kind !== 'video' || !rtpSender) return;
  try {
    const parameters = rtpSender.getParameters();
    if (parameters.encodings.every(({ active }) => active === isActive)) return;
    for (const encoding of parameters.encodings) encoding.active = isActive;
    await rtpSender.setParameters(parameters);
  } catch {
    // A browser that cannot switch encodings sends padding at worst: the track is what carries the picture.
  }
}
