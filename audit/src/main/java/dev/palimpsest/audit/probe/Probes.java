package dev.palimpsest.audit.probe;

import java.util.List;

/** The probes that there are. */
public final class Probes {

  /** Every row probe, in the order of reports. */
  public static final List<Probe> ALL =
      List.of(
          new LossProbe(),
          new ZlibProbe(),
          new LowercaseProbe(),
          new ReferenceProbe(),
          new MinKProbe(),
          new MinKPlusPlusProbe(),
          new CalibratedMinKPlusPlusProbe(),
          new ErrorZoneProbe(),
          new WindowProbe(),
          new BaseLossProbe());

  private Probes() {}
}
