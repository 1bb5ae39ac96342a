# Carries IP packets between two network namespaces as a phone's link does: so many bits a second each way, half a round
# trip on top. Packets wait for their turn, and none is lost. netem, Linux's own means for a delay, is a module that many
# kernels lack; Perl is part of every Debian.
#
#   perl phone-link.pl SERVER-NAMESPACE BROWSER-NAMESPACE SERVER-DEVICE BROWSER-DEVICE MBIT RTT-MS
#
# MBIT 0: as fast as it goes. Says "ready" as soon as both TUN devices are there; ends with its standard input, and they
# with it.
use strict;
use warnings;
use Fcntl;
use POSIX 'uname';
use Time::HiRes 'time';

my ($server, $browser, $server_device, $browser_device, $mbit, $rtt_ms) = @ARGV;

# linux/if_tun.h: TUNSETIFF, IFF_TUN | IFF_NO_PI; linux/sched.h: CLONE_NEWNET; the system call is setns.
use constant { TUNSETIFF => 0x400454ca, BARE_TUN => 0x1001, CLONE_NEWNET => 0x40000000 };
my $setns = (uname())[4] eq 'x86_64' ? 308 : 268;

# The largest IP packet there is.
use constant MOST_BYTES => 65_536;

sub device {
  my ($namespace, $name) = @_;
  open my $at, '<', "/var/run/netns/$namespace" or die "$namespace: $!\n";
  syscall($setns, fileno $at, CLONE_NEWNET) == 0 or die "setns: $!\n";
  sysopen my $device, '/dev/net/tun', O_RDWR | O_NONBLOCK or die "/dev/net/tun: $!\n";
  ioctl $device, TUNSETIFF, pack 'a16 s x22', $name, BARE_TUN or die "$name: $!\n";
  # A sender's burst waits here until it is read: a window of 6 MB at most.
  system('ip', 'link', 'set', $name, 'txqueuelen', 10_000) == 0 or die "txqueuelen\n";
  return $device;
}

my @ends = (device($server, $server_device), device($browser, $browser_device));
my $seconds_a_byte = $mbit > 0 ? 8e-6 / $mbit : 0;
my $delay = $rtt_ms / 2000;
my @waiting = ([], []); # of [due, packet], by the end where they came in
my @free_at = (0, 0); # when all that came in there has been sent
my $all = '';
vec($all, fileno $_, 1) = 1 for @ends, *STDIN;

$| = 1;
print "ready\n";
while (1) {
  my $now = time;
  my $next;
  for my $from (0, 1) {
    my $queue = $waiting[$from];
    syswrite $ends[1 - $from], (shift @$queue)->[1] while @$queue && $queue->[0][0] <= $now;
    $next = $queue->[0][0] if @$queue && (!defined $next || $queue->[0][0] < $next);
  }
  my $wait = defined $next ? $next - time : undef;
  select my $ready = $all, undef, undef, defined $wait && $wait < 0 ? 0 : $wait;
  exit if vec($ready, fileno *STDIN, 1);
  for my $from (0, 1) {
    next unless vec $ready, fileno $ends[$from], 1;
    while (sysread $ends[$from], my $packet, MOST_BYTES) {
      my $began = time;
      $began = $free_at[$from] if $free_at[$from] > $began;
      $free_at[$from] = $began + length($packet) * $seconds_a_byte;
      push @{$waiting[$from]}, [$free_at[$from] + $delay, $packet];
    }
  }
}
