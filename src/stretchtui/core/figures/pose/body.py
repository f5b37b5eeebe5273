"""The one body that every figure has: lengths of its parts, in hundredths of its height.

Lengths of segments: R. Drillis and R. Contini, Body Segment Parameters (1966), as printed in D. A. Winter,
Biomechanics and Motor Control of Human Movement, figure 4.1. Where that table stops at the outline of the body
(breadth of the hips and shoulders), the joint is put inside it by the thickness drawn here. How the trunk is
divided into pelvis, loins and chest, and all thicknesses, are this project's own: chosen to read at a glance.
"""

from typing import Final

UPPER_ARM: Final = 18.6
FOREARM: Final = 14.6
HAND: Final = 7.5  # wrist to knuckles; Winter's 10.8 goes to the tip of straight fingers
THIGH: Final = 24.5
SHIN: Final = 24.6
ANKLE_HEIGHT: Final = 3.9
FOOT: Final = 15.2
HEEL: Final = 4.0  # of the foot's length, what lies behind the ankle
TOES: Final = 4.3  # and what lies before its ball

# Hip joint to shoulder joint is 28.8.
PELVIS: Final = 5.3
LUMBAR: Final = 9.5
THORACIC: Final = 14.0
LUMBAR_LINKS: Final = 2
THORACIC_LINKS: Final = 3

# Shoulder joint to crown is 18.2, of which the head is 13.0.
NECK: Final = 6.2
HEAD_RADIUS: Final = 6.5
HEAD_AHEAD: Final = 1.2  # the middle of the head lies ahead of the top of the spine

HIP_HALF: Final = 5.0
SHOULDER_HALF: Final = 10.8

# Half thicknesses.
R_THIGH: Final = (4.6, 3.2)
R_SHIN: Final = (3.1, 2.1)
R_FOOT: Final = (1.9, 1.3)
R_UPPER_ARM: Final = (2.7, 2.2)
R_FOREARM: Final = (2.1, 1.7)
R_HAND: Final = (1.7, 1.7)
R_NECK: Final = 2.7
R_PELVIS: Final = 5.0
R_WAIST: Final = 4.3
R_CHEST: Final = 5.0
R_SHOULDERS: Final = 3.2
BREATH: Final = 1.7  # how much a full breath lifts the front of the trunk

AT_JOINT: Final = {
    "pelvis": R_PELVIS,
    "hip": R_THIGH[0],
    "knee": R_THIGH[1],
    "ankle": R_SHIN[1],
    "heel": R_FOOT[0],
    "ball": R_FOOT[1],
    "toe": R_FOOT[1],
    "chest": R_SHOULDERS,
    "shoulder": R_UPPER_ARM[0],
    "elbow": R_UPPER_ARM[1],
    "wrist": R_FOREARM[1],
    "knuckles": R_HAND[1],
    "top": R_NECK,
    "head": HEAD_RADIUS,
}

# Stations of the trunk: number of the spine's joint, half breadth, half depth, how far ahead of the spine.
TRUNK: Final = (
    (0, 4.4, 5.0, -0.8),
    (1, 4.4, 4.8, -0.4),
    (2, 2.9, 4.3, 0.2),
    (4, 5.0, 4.8, 0.8),
    (5, 6.2, 4.6, 0.9),
)
