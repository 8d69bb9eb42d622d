package io.kinora.indexing.encode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTest {

  @Test
  void vnni_is_told_from_the_flags() {
    assertThat(Cpu.vnniIn("model name\t: X\nflags\t\t: fpu sse avx2 avx_vnni amx\n")).isTrue();
    assertThat(Cpu.vnniIn("flags\t\t: fpu avx512f avx512_vnni\n")).isTrue();
    assertThat(Cpu.vnniIn("flags\t\t: fpu sse avx2\nbugs\t: avx_vnni\n")).isFalse();
    assertThat(Cpu.vnniIn("model name : avx_vnni\n")).isFalse();
    assertThat(Cpu.vnniIn("")).isFalse();
  }
}
